package stampede.harness.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stampede.harness.observe.ProcessState;
import stampede.linux.Clock;
import stampede.linux.Errno;
import stampede.server.StartException;

/**
 * Every third accept of some processes fails with an error of one's choice, by strace, which works
 * on any server and changes nothing in it. One thread uses it; closing it lets go of the processes.
 * Sources: strace(1), "--inject"; ptrace(2).
 */
public final class TracedAccepts implements AutoCloseable {
  private static final String PROGRAM = "strace";
  private static final String CALLS = "accept,accept4";
  private static final String EVERY_THIRD = ":when=1+3";
  private static final long DETACH_WITHIN_S = 5;

  private final Process tracer;
  private final Path trace;

  private TracedAccepts(Process tracer, Path trace) {
    this.tracer = tracer;
    this.trace = trace;
  }

  /** Why it cannot be done here, in words for people; empty when it can. */
  public static Optional<String> unavailable() {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    return there
        ? Optional.empty()
        : Optional.of("accepts of other people's servers are made to fail by strace: install it");
  }

  /**
   * Attaches to every thread of these processes.
   *
   * @throws StartException when it cannot, or not within {@code timeoutNs}
   */
  public static TracedAccepts of(Collection<Integer> pids, Errno errno, long timeoutNs) {
    try {
      Path trace = Files.createTempFile("stampede-accepts", ".trace");
      List<String> words =
          new ArrayList<>(
              List.of(PROGRAM, "-f", "-q", "-o", trace.toString(), "-e", "trace=" + CALLS, "-e"));
      words.add("inject=" + CALLS + ":error=" + errno + EVERY_THIRD);
      words.addAll(List.of("-e", "signal=none", "-p"));
      words.add(pids.stream().map(String::valueOf).collect(Collectors.joining(",")));
      Process tracer =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      TracedAccepts accepts = new TracedAccepts(tracer, trace);
      accepts.awaitAttached(pids, timeoutNs);
      return accepts;
    } catch (IOException failure) {
      throw new StartException("cannot run strace: " + failure.getMessage(), failure);
    }
  }

  private void awaitAttached(Collection<Integer> pids, long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    while (!pids.stream().allMatch(ProcessState::isTraced)) {
      if (Clock.monotonicNs() > untilNs || hasEndedWithin(2)) {
        close();
        throw new StartException("strace could not attach to the processes " + pids);
      }
    }
  }

  private boolean hasEndedWithin(long ms) {
    try {
      return tracer.waitFor(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * How many accepts have ended, failed on purpose or not; complete once {@link #detach detached}.
   */
  public long calls() {
    return lines(" = ");
  }

  /** How many of them were made to fail. */
  public long injected() {
    return lines("(INJECTED)");
  }

  private long lines(String holding) {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.filter(line -> line.contains(holding)).count();
    } catch (IOException failure) {
      throw new StartException("cannot read what strace wrote: " + failure.getMessage(), failure);
    }
  }

  /** Lets go of the processes, and waits until strace has ended. */
  public void detach() {
    tracer.destroy();
    if (!hasEndedWithin(TimeUnit.SECONDS.toMillis(DETACH_WITHIN_S))) {
      tracer.destroyForcibly();
      hasEndedWithin(TimeUnit.SECONDS.toMillis(DETACH_WITHIN_S));
    }
  }

  @Override
  public void close() {
    detach();
    try {
      Files.deleteIfExists(trace);
    } catch (IOException failure) {
      throw new StartException("cannot delete " + trace + ": " + failure.getMessage(), failure);
    }
  }
}
