package stampede.report;

import java.util.List;
import java.util.Map;

/**
 * One cell of the experiment: one server at one CPU count under one load, over all its rounds. Its
 * figures are medians over the valid rounds unless said otherwise; the audit covers all requests.
 *
 * @param id stable name of the cell within the run
 * @param server what was measured
 * @param cpus number of processors the server had
 * @param serverCpuIds the processors themselves
 * @param loadCpuIds the processors of the load generator
 * @param cpusShared whether server and load generator had a processor in common
 * @param load the load as typed, such as {@code closed:64}
 * @param work what each request asked of its handler, such as {@code spin:50us}
 * @param close how the client closed: {@code reset} or {@code fin}; the two do not compare
 * @param loadThreads threads of the load generator
 * @param engine what carried the requests, {@code uring} or {@code epoll}; null when not known
 * @param warmupS seconds of warm-up before each round's measurement
 * @param durationS seconds of measurement asked for in each round
 * @param rounds the rounds, in order of their index
 * @param throughputPerS requests answered per second; null when no round was usable
 * @param throughputSpread least and most over the rounds; null when there is none
 * @param latencyUs latency from the intended start, in microseconds; null when not measured
 * @param latencyFromActualUs latency from the actual start, in microseconds; null when not measured
 * @param lagUs actual minus intended start, in microseconds; null where the load has no schedule
 * @param requests the client's count over all rounds
 * @param errors errno name to how often it was met
 * @param audit the join of history and ledger; null when there was none
 * @param handlers what the handlers did; null when nothing is known of them
 * @param cpuUsPerConnection CPU time per connection; null when not measured
 * @param kernel what the kernel counted; null when nothing was read
 * @param timeline the timeline of the last valid round, or of the last one when none is valid
 * @param steps the steps of that round
 * @param intervals what its clients saw over time; empty when attempts were not recorded
 * @param heat how its attempts' latencies were spread over time; null when they were not recorded,
 *     and in older documents
 * @param limitedBy {@code server}, {@code generator}, {@code schedule} or {@code unknown}. With
 *     {@code generator} the throughput is a lower bound.
 * @param valid whether the figures can be believed
 * @param invalidReasons why not, in sentences; empty when valid
 * @param notes what else a reader should know, in sentences
 * @param expectations what was expected of its figures, and whether it was met
 * @param percentileFiles phase to name of the percentile file in the run folder
 * @param faults what each fault cost, over all rounds
 */
public record Cell(
    String id,
    Server server,
    int cpus,
    List<Integer> serverCpuIds,
    List<Integer> loadCpuIds,
    boolean cpusShared,
    String load,
    String work,
    String close,
    int loadThreads,
    String engine,
    double warmupS,
    double durationS,
    List<Round> rounds,
    Double throughputPerS,
    Spread throughputSpread,
    Latencies latencyUs,
    Latencies latencyFromActualUs,
    Quantiles lagUs,
    Requests requests,
    Map<String, Long> errors,
    Audit audit,
    Handlers handlers,
    CpuPerConnection cpuUsPerConnection,
    Kernel kernel,
    List<TimelinePoint> timeline,
    List<LoadStep> steps,
    List<Interval> intervals,
    Heat heat,
    String limitedBy,
    boolean valid,
    List<String> invalidReasons,
    List<String> notes,
    List<Expectation> expectations,
    Map<String, String> percentileFiles,
    List<FaultTotals> faults) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public Cell {
    Fields.required(id, "id");
    Fields.required(server, "server");
    Fields.required(load, "load");
    Fields.required(requests, "requests");
    serverCpuIds = Fields.list(serverCpuIds);
    loadCpuIds = Fields.list(loadCpuIds);
    rounds = Fields.list(rounds);
    throughputPerS = Fields.finite(throughputPerS);
    timeline = Fields.list(timeline);
    steps = Fields.list(steps);
    intervals = Fields.list(intervals);
    errors = Fields.map(errors);
    invalidReasons = Fields.list(invalidReasons);
    notes = Fields.list(notes);
    expectations = Fields.list(expectations);
    percentileFiles = Fields.map(percentileFiles);
    faults = Fields.list(faults);
  }

  /** The same, with what was expected of it. */
  public Cell expecting(List<Expectation> met) {
    return new Cell(
        id,
        server,
        cpus,
        serverCpuIds,
        loadCpuIds,
        cpusShared,
        load,
        work,
        close,
        loadThreads,
        engine,
        warmupS,
        durationS,
        rounds,
        throughputPerS,
        throughputSpread,
        latencyUs,
        latencyFromActualUs,
        lagUs,
        requests,
        errors,
        audit,
        handlers,
        cpuUsPerConnection,
        kernel,
        timeline,
        steps,
        intervals,
        heat,
        limitedBy,
        valid,
        invalidReasons,
        notes,
        met,
        percentileFiles,
        faults);
  }
}
