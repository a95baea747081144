package stampede.load;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import stampede.contract.History;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.LinuxException;
import stampede.linux.ThisProcess;

/**
 * One flood from its settings to its tally: places the process on its CPUs, makes one engine and
 * one thread for each load thread, and puts together what they measured. One thread directs it;
 * another may cancel.
 */
final class Flood {
  /** Descriptors the process needs beside its connections. */
  private static final int OTHER_DESCRIPTORS = 128;

  /** From where all is ready to the start, where the settings leave the start open. */
  private static final long LEAD_NS = 50_000_000;

  /** So long threads and rings may take to be made. */
  private static final long READY_WITHIN_NS = 30_000_000_000L;

  /** What the requests of all slots may take together. */
  private static final long MAX_REQUESTS_BYTES = 1L << 30;

  private static final long JOIN_SLACK_NS = 10_000_000_000L;

  private final FloodSettings settings;
  private final EngineKind engine;
  private final History history;
  private final Cancellation cancellation;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** A flood that records into {@code history}, which stays its caller's. */
  Flood(FloodSettings settings, History history, Cancellation cancellation) {
    this.settings = withinDescriptorLimit(withinMemory(settings));
    this.engine = EngineKind.of(this.settings);
    this.history = history;
    this.cancellation = cancellation;
    if (history.threads() < settings.threads()) {
      throw new LoadException(
          LoadException.OWN_FAULT,
          "the history has room for " + history.threads() + " threads, not " + settings.threads());
    }
  }

  private static FloodSettings withinMemory(FloodSettings settings) {
    int each = settings.target().requestBytes(settings.work(), settings.http());
    int most = (int) Math.min(Integer.MAX_VALUE, MAX_REQUESTS_BYTES / each);
    if (settings.connections() <= most) {
      return settings;
    }
    if (settings.schedule() instanceof ArrivalSchedule.Open && !settings.maxInFlightAsked()) {
      return settings.withMaxInFlight(most);
    }
    throw new LoadException(
        LoadException.WRONG_USAGE,
        settings.connections()
            + " requests of "
            + each
            + " bytes at once are too much memory: ask for "
            + most
            + " at most, or for shorter ones");
  }

  private static FloodSettings withinDescriptorLimit(FloodSettings settings) {
    int wanted = settings.connections() + OTHER_DESCRIPTORS;
    long limit = ThisProcess.raiseDescriptorLimit(wanted);
    if (limit >= wanted) {
      return settings;
    }
    boolean byDefault =
        settings.schedule() instanceof ArrivalSchedule.Open && !settings.maxInFlightAsked();
    if (byDefault && limit > 2 * OTHER_DESCRIPTORS) {
      return settings.withMaxInFlight((int) limit - OTHER_DESCRIPTORS);
    }
    throw new LoadException(
        LoadException.WRONG_USAGE,
        settings.connections()
            + " connections at once need "
            + wanted
            + " descriptors, but the limit is "
            + limit
            + ": raise it with 'ulimit -n "
            + wanted
            + "', or ask for fewer");
  }

  /** What settles it: as it was asked for, within the limits of this process. */
  FloodSettings settings() {
    return settings;
  }

  /** What carries its requests: never {@link EngineKind#AUTO}. */
  EngineKind engine() {
    return engine;
  }

  /**
   * Floods; returns when it is over.
   *
   * @param begins is told the times of it, before it begins
   * @throws LoadException when it cannot take place
   */
  Tally run(Consumer<Window> begins) {
    place();
    StartingLine line =
        new StartingLine(settings.threads(), () -> settings.window(Clock.monotonicNs() + LEAD_NS));
    List<FloodEngine> engines = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < settings.threads(); thread++) {
      FloodEngine each = engine.engine(settings, thread, attemptLog(thread), cancellation);
      engines.add(each);
      threads.add(thread(each, thread, line));
    }
    threads.forEach(Thread::start);
    Window window = times(line);
    begins.accept(window);
    join(threads, window);
    Tally whole = Tally.of(window);
    engines.forEach(each -> whole.add(each.tally()));
    return whole;
  }

  private Window times(StartingLine line) {
    try {
      return line.await(READY_WITHIN_NS);
    } catch (ExecutionException failed) {
      throw ownFault(failed.getCause());
    } catch (TimeoutException late) {
      line.failed(late);
      throw ownFault("its threads were not ready in time");
    } catch (InterruptedException interrupted) {
      line.failed(interrupted);
      Thread.currentThread().interrupt();
      throw ownFault("interrupted");
    }
  }

  private void place() {
    if (settings.cpus().isEmpty()) {
      return;
    }
    try {
      Affinity.placeThisProcess(settings.cpus());
    } catch (LinuxException refused) {
      throw noSuchCpus(refused.getMessage());
    }
    // the kernel passes over CPUs it does not have as long as there is one that it has
    if (!Affinity.ofThisThread().equals(settings.cpus())) {
      throw noSuchCpus("only " + Affinity.ofThisThread() + " exist");
    }
    if (!settings.restCpus().isEmpty()) {
      Affinity.placeThisProcess(settings.restCpus());
    }
  }

  private LoadException noSuchCpus(String why) {
    return new LoadException(
        LoadException.WRONG_USAGE,
        "cannot run on CPUs " + settings.cpus() + " (" + why + "): name others with --load-cpus");
  }

  private AttemptLog attemptLog(int thread) {
    return settings.recorded()
        ? new AttemptLog.Recorded(history.writer(thread))
        : new AttemptLog.Numbered(history.run(), thread);
  }

  private Thread thread(FloodEngine engine, int number, StartingLine line) {
    return Thread.ofPlatform()
        .name("flood-" + number)
        .daemon()
        .unstarted(
            () -> {
              try {
                placeThread(number);
                engine.run(line::ready);
              } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
                line.failed(thrown);
                cancellation.cancel();
              }
            });
  }

  /** Where there is one CPU for each thread and no server, each keeps to its own. */
  private void placeThread(int number) {
    if (settings.ownCpus() && settings.threads() == settings.cpus().cardinality()) {
      int[] cpus = settings.cpus().stream().toArray();
      BitSet own = new BitSet();
      own.set(cpus[number]);
      Affinity.placeThisThread(own);
    } else if (!settings.restCpus().isEmpty()) {
      Affinity.placeThisThread(settings.cpus());
    }
  }

  private void join(List<Thread> threads, Window window) {
    long deadlineNs = window.endNs() + 2 * settings.timeoutNs() + JOIN_SLACK_NS;
    try {
      for (Thread thread : threads) {
        long waitMs = Math.max(1, (deadlineNs - Clock.monotonicNs()) / 1_000_000);
        if (!thread.join(java.time.Duration.ofMillis(waitMs))) {
          throw ownFault(thread.getName() + " did not end in time");
        }
      }
    } catch (InterruptedException interrupted) {
      cancellation.cancel();
      Thread.currentThread().interrupt();
      throw ownFault("interrupted");
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw ownFault(thrown);
    }
  }

  private static LoadException ownFault(Throwable cause) {
    LoadException fault = ownFault(String.valueOf(cause));
    fault.initCause(cause);
    return fault;
  }

  private static LoadException ownFault(String what) {
    return new LoadException(LoadException.OWN_FAULT, "the load generator failed: " + what);
  }
}
