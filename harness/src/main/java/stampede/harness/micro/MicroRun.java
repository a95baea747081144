package stampede.harness.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import stampede.report.chart.WaitersChart;
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

  /** To be run once. */
  public MicroRun(MicroPlan plan, Interruption interruption, boolean quiet) {
    this.plan = plan;
    this.interruption = interruption;
    this.progress = new MicroProgress(System.err, quiet, plan);
  }

  /**
   * Runs all of it.
   *
   * @throws InterruptedRunException when the user wants to stop; nothing is left running then
   * @throws IllegalStateException when a benchmark fails, with what it said
   */
  public Collection<RunResult> run() {
    // JMH's guard against a second JMH is a file in /tmp, which it would leave behind
    System.setProperty("jmh.ignoreLock", "true");
    CompletableFuture<Collection<RunResult>> results = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("jmh").start(() -> complete(results));
    while (true) {
      try {
        return results.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException underWay) {
        if (interruption.isRequested()) {
          endProcesses(results);
          interruption.check();
        }
      } catch (ExecutionException failure) {
        // Ctrl-C on a terminal reaches the processes of benchmarks too, which then fail
        interruption.check();
        throw new IllegalStateException(
            "a benchmark failed\n" + progress.lastWords(), failure.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        endProcesses(results);
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }

  private void complete(CompletableFuture<Collection<RunResult>> results) {
    try {
      Collection<RunResult> found = new Runner(options(), progress).run();
      deleteTemporaryFiles(false);
      results.complete(found);
    } catch (RunnerException | RuntimeException failure) {
      deleteTemporaryFiles(true);
      results.completeExceptionally(failure);
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
  private static void endProcesses(CompletableFuture<Collection<RunResult>> results) {
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
    while (!results.isDone() && System.nanoTime() < deadlineNs) {
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      try {
        results.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException asExpected) {
        // the loop looks whether it has ended
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Options options() {
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
            .addProfiler(DiesWithHost.class);
    if (plan.quick()) {
      options.param(WaitersChart.WAITERS, MicroPlan.QUICK_WAITERS.toArray(String[]::new));
    }
    plan.benchmarks().forEach(entry -> options.include(Benchmarks.include(entry)));
    return options.build();
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-D" + Seed.PROPERTY + "=" + plan.seed());
    flags.add("-D" + DiesWithHost.HOST + "=" + ProcessHandle.current().pid());
    return flags;
  }
}
