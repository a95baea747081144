package stampede.report;

import java.util.List;
import java.util.Map;

/**
 * One round of a cell: servers started afresh, warmed up, measured once. Rounds are the samples of
 * the experiment, not requests.
 *
 * @param index number of the round within its cell, from 0
 * @param order position in the seeded order of the whole run, from 0
 * @param valid whether its figures can be believed
 * @param invalidReasons why not, in sentences; empty when valid
 * @param offeredPerS requests per second that the schedule asked for; null for a closed load
 * @param achievedPerS requests that were begun per second; null for a closed load
 * @param throughputPerS requests answered per second; null when not measured
 * @param latencyUs latency from the intended start, in microseconds, mostly without curves
 * @param requests the client's count in this round
 * @param errors errno name to how often it was met
 * @param audit the join of history and ledger; null when there was none
 * @param handlers what the handlers did; null when nothing is known of them
 * @param cpuUsPerConnection CPU time per connection; null when not measured
 * @param kernel what the kernel counted; null when nothing was read
 * @param timeline its measured window, interval by interval; empty when nothing was recorded
 * @param steps how each step of a load of steps was followed; empty for another load
 * @param limitedBy {@code server}, {@code generator}, {@code schedule} or {@code unknown}
 * @param measuredS seconds that were really measured
 * @param readyMs milliseconds from starting the server until its address answered
 * @param faults the faults that were made in it, in order of time
 * @param members what each agent did in it; empty when the load generator of this machine did all
 */
public record Round(
    int index,
    int order,
    boolean valid,
    List<String> invalidReasons,
    Double offeredPerS,
    Double achievedPerS,
    Double throughputPerS,
    Latencies latencyUs,
    Requests requests,
    Map<String, Long> errors,
    Audit audit,
    Handlers handlers,
    CpuPerConnection cpuUsPerConnection,
    Kernel kernel,
    List<TimelinePoint> timeline,
    List<LoadStep> steps,
    String limitedBy,
    double measuredS,
    double readyMs,
    List<Fault> faults,
    List<MemberRound> members) {

  /**
   * @throws IllegalArgumentException when the count of requests is null
   */
  public Round {
    Fields.required(requests, "requests");
    invalidReasons = Fields.list(invalidReasons);
    offeredPerS = Fields.finite(offeredPerS);
    achievedPerS = Fields.finite(achievedPerS);
    throughputPerS = Fields.finite(throughputPerS);
    timeline = Fields.list(timeline);
    steps = Fields.list(steps);
    errors = Fields.map(errors);
    faults = Fields.list(faults);
    members = Fields.list(members);
  }
}
