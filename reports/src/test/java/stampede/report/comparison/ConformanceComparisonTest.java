package stampede.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.ComparedSample;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;

@Timeout(30)
class ConformanceComparisonTest {
  @Test
  void aRunAgainstItselfChangesNothing() {
    Comparison comparison = compared(SampleConformance.several(), SampleConformance.several());
    assertThat(comparison.rows()).isNotEmpty().allMatch(row -> row.getLast().equals("same"));
    assertThat(comparison.mood()).isEqualTo(Comparison.Mood.GOOD);
  }

  @Test
  void verdictsThatChangedAreNamedCheckByCheck() {
    ConformanceDocument old = SampleConformance.one();
    ConformanceDocument now = ComparedSample.withVerdict(old, 0, "fail");
    Comparison worse = compared(old, now);
    String id = old.checks().getFirst().id();
    assertThat(worse.rows())
        .filteredOn(row -> row.getLast().equals("fails now"))
        .singleElement()
        .satisfies(row -> assertThat(row).contains(id, "fail"));
    assertThat(worse.mood()).isEqualTo(Comparison.Mood.BAD);
    assertThat(worse.sentence()).contains("1 fails now");
    assertThat(compared(now, old).sentence()).contains("1 fails no more");
  }

  @Test
  void runsWithNothingInCommonSaySo() {
    Comparison comparison = compared(SampleConformance.one(), SampleConformance.nothing());
    assertThat(comparison.sentence()).contains("nothing can be compared");
  }

  private static Comparison compared(ConformanceDocument old, ConformanceDocument now) {
    return ConformanceComparison.of(NamedResult.of(List.of("old", "new"), List.of(old, now)));
  }
}
