package stampede.report.gate;

import java.util.List;
import stampede.report.Fields;

/**
 * How a gate was run and how it decides.
 *
 * @param saturation the load of the slice that measures throughput, such as {@code closed:32}
 * @param open the load of the slice that measures latency; null when it never came to one
 * @param capacityPerS what the baseline answered per second before the first round; null when it
 *     never came to that
 * @param openShare the share of that capacity the open slice offers
 * @param sliceS length of the measured part of the saturation slice, in seconds
 * @param openSliceS length of the measured part of the open slice, in seconds; longer where a
 *     quantile needs it; null when it never came to one
 * @param warmupS what precedes each slice and is not measured, in seconds
 * @param work what each request asks of its handler
 * @param close how the client closes: {@code reset} or {@code fin}; the two do not compare
 * @param cpus number of processors each server has
 * @param alpha the chance of a false fail of the whole gate that is accepted, where rounds are
 *     exchangeable
 * @param looks after how many rounds it may decide
 * @param mostRounds more are never run
 * @param budgetS it begins no round that would end after that many seconds; null when there is no
 *     such bound
 * @param roundS how long a round took with starting and stopping, median, in seconds; null when
 *     none was finished
 */
public record GateDesign(
    String saturation,
    String open,
    Double capacityPerS,
    double openShare,
    double sliceS,
    Double openSliceS,
    double warmupS,
    String work,
    String close,
    int cpus,
    double alpha,
    List<Integer> looks,
    int mostRounds,
    Double budgetS,
    Double roundS) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GateDesign {
    Fields.required(saturation, "saturation");
    capacityPerS = Fields.finite(capacityPerS);
    openSliceS = Fields.finite(openSliceS);
    looks = Fields.list(looks);
    budgetS = Fields.finite(budgetS);
    roundS = Fields.finite(roundS);
  }
}
