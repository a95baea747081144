package stampede.harness.server;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import stampede.harness.Interruption;
import stampede.linux.Address;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

/** A server that is not ours, started by a command: any command, or one that a file describes. */
final class CommandServer implements ServerUnderTest {
  private static final int MOST_TRIES = 3;
  private static final int BACKLOG = 1024;

  private final CommandKind kind;
  private final Settings settings;
  private final Recipe recipe;
  private volatile int seenHandlers;
  private volatile int seenProcesses;
  private volatile String seenAddress = "unknown";

  /**
   * Checks the settings.
   *
   * @throws UsageException with a message for people
   */
  CommandServer(CommandKind kind, Settings settings) {
    settings.requireOnly(kind.keys());
    this.kind = kind;
    this.settings = settings;
    this.recipe = kind.recipe(settings);
  }

  /** What was seen at a start is known from then on, where nobody said it before. */
  @Override
  public ServerDescription description() {
    ServerDescription said = recipe.description();
    int handlers = recipe.handlers().orElse(Math.max(1, seenHandlers));
    int processes = Math.max(1, seenProcesses);
    boolean threads = seenProcesses == 1 && handlers > 1;
    String address = said.address().equals("unknown") ? seenAddress : said.address();
    return recipe.handlers().isPresent()
        ? said.seen(said.as(), said.handlers(), said.threads(), address)
        : said.seen(
            threads ? "threads" : said.as(), handlers, Math.max(1, handlers / processes), address);
  }

  @Override
  public boolean has(String key) {
    return kind.keys().contains(key);
  }

  @Override
  public ServerUnderTest with(String key, String value) {
    return new CommandServer(kind, settings.with(key, value));
  }

  @Override
  public boolean doesWork() {
    return recipe.doesWork();
  }

  @Override
  public Map<String, Declaration> declarations() {
    return recipe.declarations();
  }

  @Override
  public RunningServer start(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    requireAvailable();
    if (recipe.inherits()) {
      try (HeldServer held = held(address, cpus, expectedRequests, interruption)) {
        return held.begin();
      }
    }
    boolean chosen = internet(address).port() == 0;
    for (int tries = 1; ; tries++) {
      Address.Internet at = chosen ? free(address) : internet(address);
      try {
        CommandStart start = new CommandStart(recipe, at, Optional.empty(), interruption);
        return started(start.start(cpus, expectedRequests));
      } catch (StartException failure) {
        if (!chosen || tries == MOST_TRIES || !isTaken(at)) {
          throw failure;
        }
      }
    }
  }

  /** Whether it can be started here, as far as that can be told before. */
  void requireAvailable() {
    kind.requireAvailable(settings);
  }

  private RunningServer started(CommandRunning running) {
    seenHandlers = running.handlers().size();
    seenAddress = running.addressKind();
    seenProcesses = (int) running.handlers().stream().mapToInt(HandlerTask::pid).distinct().count();
    return running;
  }

  @Override
  public Optional<HeldServer> listen(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    return recipe.inherits()
        ? Optional.of(held(address, cpus, expectedRequests, interruption))
        : Optional.empty();
  }

  private HeldServer held(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    ListeningSocket socket = bind(internet(address), recipe.backlog().orElse(BACKLOG));
    return new HeldCommand(
        socket,
        recipe,
        at ->
            started(
                new CommandStart(recipe, at, Optional.of(socket), interruption)
                    .start(cpus, expectedRequests)));
  }

  private Address.Internet internet(Address address) {
    if (address instanceof Address.Internet internet) {
      return internet;
    }
    throw new UsageException(settings.name() + " listens at HOST:PORT, not at " + address);
  }

  /** A port that nobody has now; somebody may take it before the server does. */
  private Address.Internet free(Address address) {
    try (ListeningSocket socket = bind(internet(address), 1)) {
      return internet(socket.address());
    }
  }

  private static ListeningSocket bind(Address.Internet address, int backlog) {
    try {
      return ListeningSocket.bind(address, backlog, false);
    } catch (LinuxException failure) {
      throw new StartException(
          "cannot listen at " + address + ": " + failure.getMessage(), failure);
    }
  }

  private static boolean isTaken(Address.Internet address) {
    try (ListeningSocket socket = ListeningSocket.bind(address, 1, false)) {
      return socket.isClosed();
    } catch (LinuxException taken) {
      return true;
    }
  }
}
