package stampede.harness.experiment;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import stampede.harness.load.MemberFlood;

/** Who flooded, and how well together, in a sentence. Pure. */
final class MembersNote {
  private static final double NS_PER_US = 1e3;

  private MembersNote() {}

  /** Empty when this machine flooded. */
  static Optional<String> of(List<RoundResult> rounds) {
    List<MemberFlood> floods = rounds.stream().flatMap(each -> each.members().stream()).toList();
    if (floods.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = floods.stream().map(MemberFlood::name).distinct().toList();
    DoubleSummaryStatistics skewsUs =
        floods.stream()
            .map(MemberFlood::startSkewNs)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(skew -> skew.getAsDouble() / NS_PER_US)
            .summaryStatistics();
    double unknownUs =
        floods.stream().mapToLong(MemberFlood::clockUncertaintyNs).max().orElse(0) / NS_PER_US;
    String began =
        skewsUs.getCount() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; they began %.0f to %.0f us after the instant given, by clocks known within %.0f"
                    + " us",
                skewsUs.getMin(),
                skewsUs.getMax(),
                unknownUs);
    return Optional.of(
        "flooded by "
            + names.size()
            + (names.size() == 1 ? " agent: " : " agents: ")
            + String.join(", ", names)
            + began);
  }
}
