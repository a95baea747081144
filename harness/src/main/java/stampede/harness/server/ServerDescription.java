package stampede.harness.server;

import java.util.Map;
import stampede.report.Server;

/**
 * What a server under test is.
 *
 * @param name its kind
 * @param spec as people write it
 * @param as threads or processes
 * @param handlers threads of execution that service requests
 * @param threads how many of them share a process
 * @param settings the settings it was given
 * @param origin where its strategy is known from
 * @param notifies how many available handlers it declares to notify
 * @param keepsLedger whether its services can be audited
 * @param address shared by all handlers or split among them; unknown where nobody says
 */
public record ServerDescription(
    String name,
    String spec,
    String as,
    int handlers,
    int threads,
    Map<String, String> settings,
    String origin,
    String notifies,
    boolean keepsLedger,
    String address) {
  /** The same with the population and the address that were seen. */
  ServerDescription seen(String population, int handlerCount, int threadCount, String addressKind) {
    return new ServerDescription(
        name,
        spec,
        population,
        handlerCount,
        threadCount,
        settings,
        origin,
        notifies,
        keepsLedger,
        addressKind);
  }

  /** As it stands in result documents, where what nobody says is absent. */
  public Server record() {
    return new Server(
        name,
        spec,
        as,
        handlers,
        threads,
        settings,
        origin,
        notifies,
        keepsLedger,
        address.equals("unknown") ? null : address);
  }
}
