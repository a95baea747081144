package stampede.harness.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.linux.Address;
import stampede.linux.Signal;

/**
 * Everything that is needed to run a command as a server under test. Where blanks may stand, they
 * are filled when the server starts.
 *
 * @param description what it is
 * @param command its words, with blanks
 * @param blanks what is known before the start: its settings
 * @param files what is written into its private folder before the start: names, and texts with
 *     blanks
 * @param from the package its program comes from; empty when nobody knows
 * @param http whether it speaks HTTP, or the raw protocol
 * @param path what HTTP requests ask for, with {@code {id}}
 * @param handlers how many it will have; empty when that is to be seen
 * @param backlog the limit of its buffer, where it is told one
 * @param log where its services are recorded
 * @param errors a file beside its output, with blanks, whose last lines explain why it did not
 *     start
 * @param workers which processes are its handlers
 * @param inherits whether it is given a socket that listens already
 * @param doesWork whether it does the work a request asks for
 * @param stopping how it is stopped gracefully
 * @param readyWithinNs how long it may take to be ready
 * @param declarations where it does otherwise than a check requires
 */
record Recipe(
    ServerDescription description,
    List<String> command,
    Blanks blanks,
    Map<String, String> files,
    Optional<String> from,
    boolean http,
    String path,
    OptionalInt handlers,
    OptionalInt backlog,
    Optional<Log> log,
    Optional<String> errors,
    Workers workers,
    boolean inherits,
    boolean doesWork,
    Stopping stopping,
    long readyWithinNs,
    Map<String, Declaration> declarations) {
  /** Copies what may change. */
  Recipe {
    command = List.copyOf(command);
    files = Map.copyOf(files);
    declarations = Map.copyOf(declarations);
  }

  /** What to flood when it listens at {@code address}: a URL. */
  String target(Address address) {
    return http ? "http://" + address + path : "raw://" + address;
  }

  /**
   * A log that is a ledger.
   *
   * @param file where, with blanks
   * @param collect a Unix socket to which the server sends what is to stand in that file, with
   *     blanks; empty where it writes the file itself
   * @param pattern which lines are services
   * @param afterAnswer whether a line may be written after its request was answered
   */
  record Log(String file, Optional<String> collect, LogPattern pattern, boolean afterAnswer) {}

  /** How it is stopped: by a signal to its first process, and how long that may take. */
  record Stopping(Signal signal, long graceNs) {
    /** Whether an exit code says that it ended of the signal, as who does nothing about it does. */
    boolean isBy(int exitCode) {
      return exitCode == signal.exitCode();
    }
  }

  /** Which of the processes that hold the listening socket are handlers. */
  enum Workers {
    /** All but those that have children which hold it too. */
    CHILDREN,
    /** All. */
    HOLDERS
  }
}
