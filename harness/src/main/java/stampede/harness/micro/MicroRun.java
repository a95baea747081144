package stampede.harness.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.FileUtils;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.micro.bench.Seed;
import stampede.server.JavaCommand;

/**
 * Runs benchmarks through JMH, each in processes of its own: the same Java and the same flags as
 * this one. JMH starts them from a thread that outlives them, because a process of ours ends with
 * the thread that started it; an interruption ends them at once.
 */
public final class MicroRun {
  /** What the processes of benchmarks are started with, as all JVMs of ours are. */
  public static final List<String> FLAGS = JavaCommand.flags("256m");

  private static final long LOOK_MS = 50;
  private static final long END_MS = 10_000;

  /** Collections after which what is unreachable is known to be. */
  private static final int PURGES = 2;

  /** The most that one iteration may take; all waits of benchmarks are shorter. */
  private static final TimeValue MOST_ITERATION = TimeValue.seconds(60);

  private final MicroPlan plan;
  private final Interruption interruption;
  private final MicroProgress progress;
  private final Queue<RunResult> ended = new ConcurrentLinkedQueue<>();

  /**
   * What came of it.
   *
   * @param results of the benchmarks that ended, in their order
   * @param interrupted whether the user stopped it before the last had ended
   */
  public record Outcome(List<RunResult> results, boolean interrupted) {}

  /** To be run once. */
  public MicroRun(MicroPlan plan, Interruption interruption, boolean quiet) {
    this.plan = plan;
    this.interruption = interruption;
    this.progress = new MicroProgress(System.err, quiet, plan);
  }

  /**
   * Runs all of it, or what there is time for until the user wants to stop; nothing is left running
   * then.
   *
   * @throws InterruptedRunException when the user stops it before anything has ended
   * @throws IllegalStateException when a benchmark fails, with what it said
   */
  public Outcome run() {
    // JMH's guard against a second JMH is a file in /tmp, which it would leave behind
    System.setProperty("jmh.ignoreLock", "true");
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("jmh").start(() -> runEach(end));
    while (!interruption.isRequested()) {
      try {
        end.get(LOOK_MS, TimeUnit.MILLISECONDS);
        return outcome();
      } catch (TimeoutException underWay) {
        // the loop looks whether it is to go on
      } catch (ExecutionException failure) {
        // Ctrl-C on a terminal reaches the processes of benchmarks too, which then fail
        if (!interruption.isRequested()) {
          throw new IllegalStateException(
              "a benchmark failed\n" + progress.lastWords(), failure.getCause());
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        endProcesses(end);
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
    endProcesses(end);
    return outcome();
  }

  private Outcome outcome() {
    List<RunResult> results = List.copyOf(ended);
    if (results.isEmpty()) {
      interruption.check();
    }
    return new Outcome(results, results.size() < plan.combinations());
  }

  /** JMH tells what it found only at its end, so each combination has a JMH of its own. */
  private void runEach(CompletableFuture<Void> end) {
    try {
      for (BenchmarkEntry benchmark : plan.benchmarks()) {
        for (Map<String, String> params : benchmark.combinations()) {
          if (!interruption.isRequested()) {
            ended.addAll(new Runner(options(benchmark, params), progress).run());
          }
        }
      }
      deleteTemporaryFiles(false);
      end.complete(null);
    } catch (RunnerException | RuntimeException failure) {
      deleteTemporaryFiles(true);
      end.completeExceptionally(failure);
    }
  }

  /**
   * JMH leaves files to the end of the process, which ours ends without looking for such. It knows
   * those of a process of its that was killed by weak references, and deletes what is unreachable.
   */
  private static void deleteTemporaryFiles(boolean killed) {
    try {
      Files.deleteIfExists(Path.of(CompilerHints.hintsFile()));
    } catch (IOException stays) {
      // a small file in the folder for such files
    }
    for (int i = 0; killed && i < PURGES; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
      FileUtils.purgeTemps();
    }
  }

  /** JMH starts no further one after one that failed; it is given time to clean up. */
  private static void endProcesses(CompletableFuture<Void> end) {
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
    while (!end.isDone() && System.nanoTime() < deadlineNs) {
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      try {
        end.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException asExpected) {
        // the loop looks whether it has ended
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Options options(BenchmarkEntry benchmark, Map<String, String> params) {
    TimeValue iteration = TimeValue.nanoseconds(plan.iterationNs());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .jvm(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .jvmArgs(flags().toArray(String[]::new))
            .forks(plan.forks())
            .warmupForks(0)
            .warmupIterations(plan.warmups())
            .warmupTime(iteration)
            .measurementIterations(plan.iterations())
            .measurementTime(iteration)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .timeout(MOST_ITERATION)
            .shouldFailOnError(true)
            .addProfiler(DiesWithHost.class)
            .include(Benchmarks.include(benchmark));
    params.forEach(options::param);
    return options.build();
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-D" + Seed.PROPERTY + "=" + plan.seed());
    flags.add("-D" + DiesWithHost.HOST + "=" + ProcessHandle.current().pid());
    return flags;
  }
}
