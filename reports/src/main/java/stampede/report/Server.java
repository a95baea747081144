package stampede.report;

import java.util.Map;

/**
 * The server under test.
 *
 * @param name strategy or described server, such as {@code epoll} or {@code nginx}
 * @param spec the server as typed, with its settings; its name where that is not known
 * @param as population: {@code threads} or {@code processes}; null when the server decides itself
 * @param handlers how many handlers it was asked for; 0 when the server decides itself
 * @param threads handlers within each handler process; 1 unless it says otherwise
 * @param settings further settings, name to value
 * @param origin where the strategy is known from; null when unknown
 * @param notifies whom it declares to notify of a pending request; null when it declares nothing
 * @param oursWithLedger whether it writes the service ledger that a full audit needs
 * @param address {@code shared} by all handlers or {@code split} among them; null when unknown
 */
public record Server(
    String name,
    String spec,
    String as,
    int handlers,
    int threads,
    Map<String, String> settings,
    String origin,
    String notifies,
    boolean oursWithLedger,
    String address) {

  /**
   * @throws IllegalArgumentException when the name is null
   */
  public Server {
    Fields.required(name, "name");
    spec = spec == null ? name : spec;
    settings = Fields.map(settings);
  }
}
