package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NumbersTest {
  @Test
  void keepsTheDigitsThatCount() {
    assertThat(Numbers.of(24_812.4)).isEqualTo("24,812");
    assertThat(Numbers.of(99.96)).isEqualTo("100");
    assertThat(Numbers.of(12.34)).isEqualTo("12.3");
    assertThat(Numbers.of(9.996)).isEqualTo("10.0");
    assertThat(Numbers.of(1.004)).isEqualTo("1.00");
    assertThat(Numbers.of(0.0123)).isEqualTo("0.012");
    assertThat(Numbers.of(0.00004)).isEqualTo("4.0e-05");
    assertThat(Numbers.of(0.0)).isEqualTo("0");
    assertThat(Numbers.of(-3.5)).isEqualTo("-3.50");
  }

  @Test
  void durationsTakeTheUnitThatReadsBest() {
    assertThat(Numbers.duration(812.0)).isEqualTo("812 µs");
    assertThat(Numbers.duration(999.6)).isEqualTo("1.00 ms");
    assertThat(Numbers.duration(1_240.0)).isEqualTo("1.24 ms");
    assertThat(Numbers.duration(3_010_000.0)).isEqualTo("3.01 s");
  }

  @Test
  void whatIsNotKnownIsADashAndNeverZero() {
    assertThat(Numbers.of(null)).isEqualTo("–");
    assertThat(Numbers.of(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.duration(null)).isEqualTo("–");
    assertThat(Numbers.count(null)).isEqualTo("–");
    assertThat(Numbers.percent(null)).isEqualTo("–");
  }

  @Test
  void bytesAndNounsAgreeWithTheirNumber() {
    assertThat(Numbers.bytes(8L << 30)).isEqualTo("8.00 GiB");
    assertThat(Numbers.counted(1, "CPU")).isEqualTo("1 CPU");
    assertThat(Numbers.counted(1_200, "cell")).isEqualTo("1,200 cells");
  }
}
