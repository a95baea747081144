package stampede.harness.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.harness.experiment.Judgement;
import stampede.harness.load.FloodResult;
import stampede.load.ArrivalSchedule;

/**
 * What an agent tells of its flood when it is over.
 *
 * @param flood as its load generator told it
 * @param judgement what its own figures are worth, and what limited them
 * @param startLagNs how long after it was due its first request was begun; empty when there was
 *     none
 */
record MemberReport(String flood, Judgement judgement, OptionalLong startLagNs) {
  private static final String REASON = "reason.";

  /** The text to send. */
  String text() {
    ControlMessage text =
        ControlMessage.of("report").with("flood", flood).with("limitedBy", judgement.limitedBy());
    List<String> reasons = judgement.invalidReasons();
    for (int i = 0; i < reasons.size(); i++) {
      text = text.with(REASON + i, reasons.get(i));
    }
    return startLagNs.isPresent()
        ? text.with("startLagNs", startLagNs.getAsLong()).text()
        : text.text();
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static MemberReport parse(String text) {
    ControlMessage told = ControlMessage.parse(text);
    List<String> reasons = new ArrayList<>();
    while (told.value(REASON + reasons.size()).isPresent()) {
      reasons.add(told.required(REASON + reasons.size()));
    }
    return new MemberReport(
        told.required("flood"),
        new Judgement(reasons, told.required("limitedBy")),
        told.value("startLagNs").isPresent()
            ? OptionalLong.of(told.number("startLagNs"))
            : OptionalLong.empty());
  }

  /** What its clients saw; {@code oneClock} when the server has the clock of that machine. */
  FloodResult result(boolean oneClock) {
    return FloodResult.parse(flood, oneClock);
  }

  /**
   * Of the request that was due first: in a closed load, which says only when a request was begun,
   * at the start.
   */
  static OptionalLong startLagNs(History history, String load, long startNs) {
    boolean isClosed = ArrivalSchedule.parse(load) instanceof ArrivalSchedule.Closed;
    long firstNs = Long.MAX_VALUE;
    OptionalLong lagNs = OptionalLong.empty();
    for (int thread = 0; thread < history.threads(); thread++) {
      if (history.recorded(thread) > 0 && history.intendedNs(thread, 0) < firstNs) {
        firstNs = history.intendedNs(thread, 0);
        lagNs = OptionalLong.of(history.begunNs(thread, 0) - (isClosed ? startNs : firstNs));
      }
    }
    return lagNs;
  }
}
