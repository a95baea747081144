package stampede.harness.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.harness.experiment.SampleCells;
import stampede.report.Cell;
import stampede.report.Expectation;

/** Conditions as people write them, and what becomes of them in a cell: 10,000 requests of 1 ms. */
@Timeout(10)
class ConditionTest {
  private final Cell cell = SampleCells.closed();

  private static Expectation of(String text, Cell cell) {
    return Condition.parse(text).of(cell);
  }

  @ParameterizedTest
  @CsvSource({
    "p99<5ms, true",
    "p99<1ms, false",
    "p50 >= 900us, true",
    "p99.9<=2ms, true",
    "p999<=2ms, true",
    "max<0.9ms, false",
    "mean<2ms, true",
    "total.p90<2ms, true",
    "connect.p99<2ms, true",
    "queue.max<2ms, true",
    "service.p50>2ms, false",
    "actual.p99<2ms, true",
    "errors=0, true",
    "errors>0, false",
    "failed<=0, true",
    "indeterminate=1, false",
    "throughput>=10000/s, true",
    "throughput>10k/s, false",
    "cpu.server<40us, true",
    "cpu.generator<40us, false",
    "wakeups<=2.5, true",
    "jain>0.5, true",
  })
  void areMetOrNot(String text, boolean met) {
    assertThat(of(text, cell).met()).as(text + " " + of(text, cell)).isEqualTo(met);
    assertThat(of(text, cell).value()).isNotNull();
    assertThat(of(text, cell).believed()).isTrue();
    assertThat(of(text, cell).condition()).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void valuesAreInTheUnitOfTheDocument() {
    assertThat(of("p50<5ms", cell).value()).isBetween(999.0, 1001.0);
    assertThat(of("p50<5ms", cell).unit()).isEqualTo("us");
    assertThat(of("throughput>1/s", cell).unit()).isEqualTo("per s");
    assertThat(of("errors=0", cell).value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lag.p99<50us", "achieved>=99.9%", "queue.p99<1h", "jain<=1"})
  void aFigureThatIsNotKnownMeetsNothing(String text) {
    Expectation unknown = of(text, SampleCells.unknown());
    assertThat(unknown.met()).isFalse();
    assertThat(unknown.value()).isNull();
  }

  @Test
  void anOpenLoadHasALagAndAShareOfWhatWasOffered() {
    Cell open = SampleCells.open(0.9995);
    assertThat(of("lag.p99<50us", open).met()).isTrue();
    assertThat(of("achieved>=99.9%", open).met()).isTrue();
    assertThat(of("achieved>=99.99%", open).met()).isFalse();
    assertThat(of("achieved>=99.9%", open).value()).isBetween(99.949, 99.951);
  }

  @Test
  void onlyCountsAreBelievedOfACellThatIsNotValid() {
    Cell invalid = SampleCells.withErrors(3);
    assertThat(invalid.valid()).isFalse();
    assertThat(of("p99<5us", invalid).hasFailed()).isFalse();
    assertThat(of("errors=0", invalid).hasFailed()).isTrue();
    assertThat(of("errors<4", invalid).met()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p99 | is not a condition",
        "p99<  | is not a condition",
        "p99!5ms | is not a condition",
        "<5ms | is not a condition",
        "p98<5ms | there is no figure 'p98'; there are p50, p90",
        "lag<5ms | there is no figure 'lag'",
        "p99<5 | p99 is compared with a duration",
        "p99<-5ms | p99 is compared with a duration",
        "throughput>5ms | throughput is compared with a rate",
        "achieved>=0.99 | achieved is compared with a percentage",
        "errors=none | errors is compared with a whole number",
        "errors<1.5 | errors is compared with a whole number",
        "p99=5ms | write < <= >= or >",
        "throughput=5/s | write < <= >= or >",
      })
  void whatCannotBeReadIsToldWithWhatIsPossible(String text, String why) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(text);
  }

  @Test
  void inAnObjectiveATimeIsTheMost() {
    assertThat(Condition.parseObjective("p99=5ms")).hasToString("p99<=5ms");
    assertThat(Condition.parseObjective("p99<5ms")).hasToString("p99<5ms");
    assertThat(Condition.parseObjective("errors=0")).hasToString("errors=0");
    assertThatThrownBy(() -> Condition.parseObjective("throughput=5/s"))
        .hasMessageContaining("write < <= >= or >");
  }

  @Test
  void everyNameThatIsToldIsAFigure() {
    for (String name :
        Figure.NAMES.replaceAll("\\([^)]*latency[^)]*\\)", "").split("[ ,()]+", -1)) {
      if (!name.matches("|the|same|of|a|phase")) {
        assertThat(Figure.named(name)).as(name).isPresent();
      }
    }
  }
}
