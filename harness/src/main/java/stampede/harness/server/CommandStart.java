package stampede.harness.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.harness.Interruption;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.ListeningSocket;
import stampede.server.StartException;

/**
 * One start of a command as a server under test at one address: its folder and files, its process,
 * and the wait until it is ready. What fails is undone. Use it once, from one thread.
 */
final class CommandStart {
  private static final long LOOK_EVERY_NS = 5_000_000L;

  /** Where nobody says how many handlers there will be, as many as do not change for so long. */
  private static final long SETTLED_NS = 200_000_000L;

  private final Recipe recipe;
  private final Address.Internet address;
  private final Optional<ListeningSocket> socket;
  private final Interruption interruption;
  private final PrivateFolder folder = PrivateFolder.make();
  private final Path output = folder.path().resolve("output");
  private final HandlerNumbers numbers = new HandlerNumbers(LogLedger.MOST_HANDLERS);

  /**
   * A start that is to come.
   *
   * @param address with its port
   * @param socket what the command inherits; stays with the caller
   */
  CommandStart(
      Recipe recipe,
      Address.Internet address,
      Optional<ListeningSocket> socket,
      Interruption interruption) {
    this.recipe = recipe;
    this.address = address;
    this.socket = socket;
    this.interruption = interruption;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws StartException with the last lines it said
   */
  CommandRunning start(BitSet cpus, long expectedRequests) {
    long askedNs = Clock.monotonicNs();
    List<AutoCloseable> opened = new ArrayList<>(List.of(folder));
    try {
      Blanks blanks = blanks(cpus);
      recipe.files().forEach((name, text) -> folder.write(name, blanks.fill(text)));
      List<String> words = words(blanks);
      Optional<LogLedger> log = recipe.log().map(kept -> open(kept, blanks, expectedRequests));
      log.ifPresent(opened::add);
      CommandProcess process = CommandProcess.start(words, output, socket, cpus, interruption);
      opened.add(process);
      CommandHandlers handlers = new CommandHandlers(address, process, recipe.workers(), numbers);
      awaitReady(process, handlers, blanks);
      return new CommandRunning(
          recipe, folder, process, address, handlers, log, Clock.monotonicNs() - askedNs);
    } catch (RuntimeException failure) {
      undo(opened);
      throw failure;
    }
  }

  private static void undo(List<AutoCloseable> opened) {
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception failure) {
        throw new IllegalStateException("cannot undo a start", failure);
      }
    }
  }

  private Blanks blanks(BitSet cpus) {
    String text = address.toString();
    String host = text.substring(0, text.lastIndexOf(':'));
    return recipe
        .blanks()
        .with("listen", text)
        .with("host", host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
        .with("port", address.port())
        .with("cpus", cpus.cardinality())
        .with("folder", folder.path())
        .with("ledger", folder.path().resolve("ledger"));
  }

  private List<String> words(Blanks blanks) {
    List<String> words = new ArrayList<>();
    for (String word : recipe.command()) {
      words.add(blanks.fill(word));
    }
    words.set(0, Programs.require(words.getFirst(), recipe.from()).toString());
    return words;
  }

  private LogLedger open(Recipe.Log kept, Blanks blanks, long expectedRequests) {
    Path file = Path.of(blanks.fill(kept.file()));
    Optional<LogCollector> collector =
        kept.collect().map(socket -> LogCollector.start(Path.of(blanks.fill(socket)), file));
    return new LogLedger(file, collector, kept.pattern(), numbers, expectedRequests);
  }

  private void awaitReady(CommandProcess process, CommandHandlers handlers, Blanks blanks) {
    long untilNs = Clock.monotonicNs() + recipe.readyWithinNs();
    int wanted = Math.max(1, recipe.handlers().orElse(1));
    int before = 0;
    long sinceNs = Clock.monotonicNs();
    while (true) {
      interruption.check();
      int there = handlers.now().size();
      if (there != before) {
        before = there;
        sinceNs = Clock.monotonicNs();
      }
      boolean settled =
          recipe.handlers().isPresent() || Clock.monotonicNs() - sinceNs >= SETTLED_NS;
      if (there >= wanted && settled) {
        Reachability.require(address);
        return;
      }
      requireHope(process, there, untilNs, blanks);
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  private void requireHope(CommandProcess process, int there, long untilNs, Blanks blanks) {
    if (!process.isAlive()) {
      int code = process.awaitEnd(0).orElse(0);
      throw failure("ended with exit code " + code + " before it served " + address, blanks);
    }
    if (Clock.monotonicNs() >= untilNs) {
      throw failure(
          there == 0
              ? "did not listen at " + address + " in time"
              : "had " + there + " handlers at " + address + " in time, and was to have more",
          blanks);
    }
  }

  private StartException failure(String what, Blanks blanks) {
    List<String> said = new ArrayList<>(PrivateFolder.tail(output));
    recipe
        .errors()
        .map(file -> PrivateFolder.tail(Path.of(blanks.fill(file))))
        .ifPresent(said::addAll);
    String heard =
        said.isEmpty() ? "; it said nothing" : "; it said:\n  " + String.join("\n  ", said);
    return new StartException("the server " + recipe.description().spec() + " " + what + heard);
  }
}
