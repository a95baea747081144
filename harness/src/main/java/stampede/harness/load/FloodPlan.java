package stampede.harness.load;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stampede.contract.ControlMessage;
import stampede.contract.Units;
import stampede.harness.observe.FloodSeconds;

/**
 * One flood, as the load generator is told to do it.
 *
 * @param target a URL: raw://, http://, raw+unix:, http+unix:
 * @param load closed:N, constant:RATE, poisson:RATE, burst:SIZE@INTERVAL, ramp:FROM-TO@DURATION,
 *     steps:RATE-RATE-...@DURATION, or replay:FILE@SPEED
 * @param work what each request asks for
 * @param threads load threads
 * @param cpus where the load generator runs
 * @param close how clients close: reset or fin
 * @param sources how many loopback source addresses
 * @param warmupNs flood before the measured window
 * @param durationNs length of the measured window
 * @param timeoutNs after which a request is given up
 * @param seed of schedules and work
 * @param record whether every request is recorded, or only counted
 * @param ownCpus whether no server shares its CPUs: then it may spin to start requests in time
 * @param allowRemote whether the target may be on another machine
 * @param settings what else there is to say, by the names that the load generator knows
 */
public record FloodPlan(
    String target,
    String load,
    String work,
    int threads,
    BitSet cpus,
    String close,
    int sources,
    long warmupNs,
    long durationNs,
    long timeoutNs,
    long seed,
    boolean record,
    boolean ownCpus,
    boolean allowRemote,
    Map<String, String> settings) {
  /** The records one load thread may need: an upper bound, for pages are made only when touched. */
  private static final double MOST_PER_THREAD_PER_S = 200_000;

  /** Makes the seeds of floods that follow one another independent. */
  private static final long SEED_STEP = 7_919;

  private static final long LEAST_RECORDS = 1L << 16;
  private static final long MOST_RECORDS = 1L << 27;

  /** Copies the settings, in the order of their names. */
  public FloodPlan {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** The same flood at another target. */
  public FloodPlan at(String other) {
    return with(other, seed, record, ownCpus, allowRemote);
  }

  /** The same flood with one more setting. */
  public FloodPlan with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(name, String.valueOf(value));
    return with(target, load, seed, record, ownCpus, allowRemote, more);
  }

  /** The same flood under another load. */
  public FloodPlan loaded(String other) {
    return with(target, other, seed, record, ownCpus, allowRemote, settings);
  }

  /** The same flood by another number of load threads. */
  public FloodPlan byThreads(int other) {
    return sized(other, warmupNs, durationNs);
  }

  /** The same flood with another length of its measured window. */
  public FloodPlan lasting(long otherNs) {
    return sized(threads, warmupNs, otherNs);
  }

  /** The same flood with another length of what precedes its measured window. */
  public FloodPlan warmingUp(long otherNs) {
    return sized(threads, otherNs, durationNs);
  }

  private FloodPlan sized(int otherThreads, long otherWarmupNs, long otherDurationNs) {
    return new FloodPlan(
        target,
        load,
        work,
        otherThreads,
        cpus,
        close,
        sources,
        otherWarmupNs,
        otherDurationNs,
        timeoutNs,
        seed,
        record,
        ownCpus,
        allowRemote,
        settings);
  }

  /** The same flood with another seed. */
  public FloodPlan seeded(long other) {
    return with(target, other, record, ownCpus, allowRemote);
  }

  /** The same flood with the seed of the n-th of a run that has that seed. */
  public FloodPlan seeded(long runSeed, int n) {
    return seeded(runSeed + n * SEED_STEP);
  }

  /** The same flood, only counted: for measuring what recording costs. */
  public FloodPlan unrecorded() {
    return with(target, seed, false, ownCpus, allowRemote);
  }

  /** The same flood where no server shares its CPUs, or where one may. */
  public FloodPlan onCpusOfItsOwn(boolean own) {
    return with(target, seed, record, own, allowRemote);
  }

  /** The same flood, allowed to leave this machine or not. */
  public FloodPlan allowingRemote(boolean allowed) {
    return with(target, seed, record, ownCpus, allowed);
  }

  /** The same with all other threads of the load generator on those CPUs, unless there are none. */
  public FloodPlan resting(BitSet on) {
    return on.isEmpty() ? this : with("restCpus", list(on));
  }

  private static String list(BitSet ids) {
    return ids.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private FloodPlan with(
      String otherTarget, long otherSeed, boolean recorded, boolean own, boolean remote) {
    return with(otherTarget, load, otherSeed, recorded, own, remote, settings);
  }

  private FloodPlan with(
      String otherTarget,
      String otherLoad,
      long otherSeed,
      boolean recorded,
      boolean own,
      boolean remote,
      Map<String, String> otherSettings) {
    return new FloodPlan(
        otherTarget,
        otherLoad,
        work,
        threads,
        cpus,
        close,
        sources,
        warmupNs,
        durationNs,
        timeoutNs,
        otherSeed,
        recorded,
        own,
        remote,
        otherSettings);
  }

  /** Room for the attempts of one load thread. */
  public long recordsPerThread() {
    double seconds = (warmupNs + durationNs) / 1e9;
    return Math.clamp((long) (MOST_PER_THREAD_PER_S * seconds), LEAST_RECORDS, MOST_RECORDS);
  }

  /** Room for the services of the whole flood. */
  public long expectedRequests() {
    return recordsPerThread() * threads;
  }

  /** From the start of the warm-up to the end of the measured window. */
  public long lengthNs() {
    return warmupNs + durationNs;
  }

  /** How it is cut into seconds when it begins at that time. */
  public FloodSeconds seconds(long startNs) {
    return new FloodSeconds(startNs, startNs + warmupNs, startNs + lengthNs());
  }

  /** The order for it, without a start. */
  ControlMessage message() {
    ControlMessage run =
        ControlMessage.of("run")
            .with("target", target)
            .with("load", load)
            .with("work", work)
            .with("threads", threads)
            .with("cpus", list(cpus))
            .with("close", close)
            .with("sources", sources)
            .with("warmupNs", warmupNs)
            .with("durationNs", durationNs)
            .with("timeoutNs", timeoutNs)
            .with("seed", seed)
            .with("record", record ? "history" : "counters")
            .with("allowRemote", allowRemote);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      run = run.with(setting.getKey(), setting.getValue());
    }
    return ownCpus ? run : run.with("spinNs", 0).with("place", "free");
  }

  @Override
  public String toString() {
    return load + " at " + target + " for " + Units.duration(durationNs);
  }
}
