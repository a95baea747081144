package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ErlangCTest {
  /** One queue for n servers at 0.8 of their capacity, service time 1. */
  @ParameterizedTest
  @CsvSource({"1, 0.8, 4.00, 21.9", "2, 1.6, 1.78, 10.66", "8, 6.4, 0.286, 2.39"})
  void agreesWithTheFiguresOfTextbooks(int handlers, double erlangs, double mean, double p99) {
    assertThat(ErlangC.meanWait(handlers, erlangs, 1)).isCloseTo(mean, within(0.005));
    assertThat(ErlangC.waitQuantile(handlers, erlangs, 1, 0.99)).isCloseTo(p99, within(0.02));
  }

  /** The definition: a sum over the states of the queue, its terms by their logarithms. */
  private static double bySummation(int handlers, double erlangs) {
    double logTerm = 0;
    double[] logTerms = new double[handlers + 1];
    for (int n = 1; n <= handlers; n++) {
      logTerm += Math.log(erlangs / n);
      logTerms[n] = logTerm;
    }
    logTerms[handlers] += Math.log(handlers / (handlers - erlangs));
    double greatest = Double.NEGATIVE_INFINITY;
    for (double term : logTerms) {
      greatest = Math.max(greatest, term);
    }
    double sum = 0;
    for (double term : logTerms) {
      sum += Math.exp(term - greatest);
    }
    return Math.exp(logTerms[handlers] - greatest) / sum;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.001",
    "1, 0.999",
    "3, 0.65",
    "7, 3.9",
    "10, 9.99",
    "64, 60",
    "256, 1",
    "1000, 990",
    "4096, 0.5",
    "4096, 2000",
    "4096, 4000",
    "4096, 4095.9"
  })
  void agreesWithTheDefinition(int handlers, double erlangs) {
    double expected = bySummation(handlers, erlangs);
    assertThat(ErlangC.waitProbability(handlers, erlangs))
        .isCloseTo(expected, within(1e-9 * expected + 1e-300));
  }

  @Test
  void nobodyWaitsWithoutLoadAndEverybodyWithTooMuch() {
    assertThat(ErlangC.waitProbability(4, 0)).isZero();
    assertThat(ErlangC.waitQuantile(4, 0, 1, 0.99)).isZero();
    assertThat(ErlangC.waitProbability(4, 4)).isOne();
    assertThat(ErlangC.meanWait(4, 5, 1)).isInfinite();
    assertThat(ErlangC.waitQuantile(4, 5, 1, 0.99)).isInfinite();
    assertThat(ErlangC.waitsLonger(4, 5, 1, 1000)).isOne();
  }

  @Test
  void waitsAreInTheUnitOfTheService() {
    assertThat(ErlangC.waitQuantile(8, 6.4, 1e6, 0.99)).isCloseTo(2.39e6, within(0.01e6));
    assertThat(ErlangC.waitsLonger(8, 6.4, 1e6, ErlangC.waitQuantile(8, 6.4, 1e6, 0.99)))
        .isCloseTo(0.01, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.65, 3", "3.9, 7", "0.01, 1", "0, 1", "100, 103"})
  void leastHandlersAreEnoughAndOneFewerIsNot(double erlangs, int expected) {
    int least = ErlangC.leastHandlers(erlangs, 0.65, 1, 0.99, 4096);

    assertThat(ErlangC.waitsLonger(least, erlangs, 0.65, 1)).isLessThanOrEqualTo(0.01);
    if (least > 1) {
      assertThat(ErlangC.waitsLonger(least - 1, erlangs, 0.65, 1)).isGreaterThan(0.01);
    }
    assertThat(least).isEqualTo(expected);
  }

  @Test
  void neverMoreThanTheMost() {
    assertThat(ErlangC.leastHandlers(5_000, 1, 1, 0.99, 4096)).isEqualTo(4096);
    assertThat(ErlangC.leastHandlers(Double.MAX_VALUE, 1, 1, 0.99, 16)).isEqualTo(16);
    assertThat(ErlangC.leastHandlers(0.5, 1, 1, 0.99, 1)).isEqualTo(1);
  }
}
