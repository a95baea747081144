package stampede.harness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.load.ArrivalSchedule;
import stampede.load.Poisson;

/** How requests arrive in a search, and the rates that are tried. */
@Timeout(10)
class ArrivalsTest {
  @Test
  void aRateIsWhereTheSearchStarts() {
    assertThat(Arrivals.parse("poisson").startPerS()).isEmpty();
    assertThat(Arrivals.parse("constant:5k/s").startPerS()).contains(5_000.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed:32", "burst:10@1s", "", "poisson:", "poisson:fast", "constant:0"})
  void whatHasNoRateIsRefused(String text) {
    assertThatThrownBy(() -> Arrivals.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0",
    "3.14159, 3.1",
    "123.44, 123.4",
    "12344.9, 12340",
    "9999.9, 10000",
    "1234567, 1235000"
  })
  void ratesAreRoundedSoThatTheyCanBeTypedAgain(double rate, double rounded) {
    assertThat(Rates.round(rate)).isEqualTo(rounded);
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 3.1, 12_340, 1_235_000, 10_000_000})
  void theLoadGeneratorReadsWhatIsWritten(double rate) {
    assertThat(ArrivalSchedule.parse(Arrivals.parse("poisson").load(rate)))
        .isEqualTo(new Poisson(rate));
  }
}
