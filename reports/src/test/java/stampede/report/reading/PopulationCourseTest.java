package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.SampleDocument;

@Timeout(20)
class PopulationCourseTest {
  @Test
  void aPopulationThatFollowsItsLoadHasACourse() {
    Cell cell = SampleDocument.steppedCells(1).cells().getFirst();
    PopulationCourse course = PopulationCourse.of(cell).orElseThrow();
    assertThat(course.least()).isEqualTo(2);
    assertThat(course.most()).isEqualTo(6);
    assertThat(course.mean()).isBetween(3.0, 4.0);
    assertThat(course.waitP99Us()).as("of the worst step").contains(4000.0);
    assertThat(course.targetUs()).contains(1000.0);
  }

  @Test
  void aFixedPopulationHasNone() {
    List<Cell> cells = SampleDocument.steppedCells(1).cells();
    assertThat(PopulationCourse.among(cells)).isEqualTo(cells.subList(0, 20));
    assertThat(PopulationCourse.among(SampleDocument.unknownServer().cells())).isEmpty();
  }

  @Test
  void aPopulationSeenToChangeHasACourseWhateverItsSettingsSay() {
    Cell changing = SampleDocument.full("text").cells().getFirst();
    PopulationCourse course = PopulationCourse.of(changing).orElseThrow();
    assertThat(course.targetUs()).isEmpty();
    assertThat(course.most()).isGreaterThan(course.least());
  }

  @Test
  void typedDurationsAreReadAndOthersAreNone() {
    assertThat(Durations.us("1.5ms")).contains(1500.0);
    assertThat(Durations.us("250ns")).contains(0.25);
    assertThat(Durations.us("2 s")).contains(2e6);
    assertThat(Durations.us("soon")).isEmpty();
    assertThat(Durations.us("")).isEmpty();
  }
}
