package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0s,0",
    "7ns,7",
    "1.5us,1500",
    "500ms,500000000",
    "3s,3000000000",
    "2m,120000000000",
    "1h,3600000000000",
    " 20 ms ,20000000",
    "1000h,3600000000000000"
  })
  void readsDurations(String text, long ns) {
    assertThat(Units.durationNs(text)).isEqualTo(ns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "s", "-1s", "1 fortnight", "1e3s", "1,5s", "1s2", "1001h", "∞s"})
  void refusesWhatIsNoDurationNamingIt(String text) {
    assertThatThrownBy(() -> Units.durationNs(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void refusesADurationOfManyDigits() {
    assertThatThrownBy(() -> Units.durationNs("9".repeat(400) + "s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"5000/s,5000", "5000,5000", "5k/s,5000", "1.5k,1500", "2M/s,2000000", "0.5/s,0.5"})
  void readsRates(String text, double perS) {
    assertThat(Units.ratePerS(text)).isEqualTo(perS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0/s", "0", "-5/s", "5/m", "fast", "5K/s", "1001M/s"})
  void refusesWhatIsNoRateNamingIt(String text) {
    assertThatThrownBy(() -> Units.ratePerS(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "1,1ns", "1500,1500ns", "50000,50us", "1234567,1234567ns", "3000000000,3s"})
  void writesDurationsInTheLargestWholeUnit(long ns, String text) {
    assertThat(Units.duration(ns)).isEqualTo(text);
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long ns = random.nextLong(1L << random.nextInt(1, 50));
      assertThat(Units.durationNs(Units.duration(ns))).as("seed %s", seed).isEqualTo(ns);
    }
  }
}
