package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ScalabilityTest {
  private static List<Scalability.Point> points(Scalability.Fit curve, int... cpus) {
    return IntStream.of(cpus)
        .mapToObj(n -> new Scalability.Point(n, curve.throughputPerS(n)))
        .toList();
  }

  private static Scalability.Fit fitted(List<Scalability.Point> points) {
    return (Scalability.Fit) Scalability.fit(points);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, 0",
    "20000, 0.05, 0",
    "995, 0.02, 0.0005",
    "5, 0, 0.01",
    "12000, 0.4, 0.02",
    "1, 0.9, 0"
  })
  void aKnownCurveIsFoundAgain(double perCpu, double sigma, double kappa) {
    Scalability.Fit fit =
        fitted(points(new Scalability.Fit(perCpu, sigma, kappa, 0), 1, 2, 4, 8, 16, 32));
    assertThat(fit.perCpuPerS()).isCloseTo(perCpu, within(1e-6 * perCpu));
    assertThat(fit.sigma()).isCloseTo(sigma, within(1e-6));
    assertThat(fit.kappa()).isCloseTo(kappa, within(1e-6));
    assertThat(fit.errorPercent()).isLessThan(1e-3);
  }

  @Test
  void fourCountsAreEnoughAndThreeAreNot() {
    Scalability.Fit curve = new Scalability.Fit(1000, 0.1, 0.01, 0);
    assertThat(fitted(points(curve, 1, 2, 3, 4)).kappa()).isCloseTo(0.01, within(1e-6));
    assertThat(Scalability.fit(points(curve, 1, 2, 4, 4, 2)))
        .isEqualTo(
            new Scalability.Refused(
                "the Universal Scalability Law is fitted from 4 CPU counts on, and there are 3"));
    assertThat(Scalability.fit(List.of())).isInstanceOf(Scalability.Refused.class);
  }

  @Test
  void withoutKappaNoNumberOfCpusIsTooMany() {
    assertThat(new Scalability.Fit(1000, 0.1, 0, 0).peakCpus()).isEmpty();
    assertThat(new Scalability.Fit(1000, 0.19, 0.01, 0).peakCpus()).hasValue(9.0);
  }

  @Test
  void neitherParameterIsEverNegative() {
    List<Scalability.Point> better =
        List.of(
            new Scalability.Point(1, 1000),
            new Scalability.Point(2, 2050),
            new Scalability.Point(4, 4150),
            new Scalability.Point(8, 8300));
    Scalability.Fit fit = fitted(better);
    assertThat(fit.sigma()).isZero();
    assertThat(fit.kappa()).isZero();
  }

  @Test
  void whatFollowsNoSuchLawIsRefused() {
    List<Scalability.Point> odd =
        List.of(
            new Scalability.Point(1, 1000),
            new Scalability.Point(2, 4000),
            new Scalability.Point(4, 1500),
            new Scalability.Point(8, 9000));
    assertThat(Scalability.fit(odd)).isInstanceOf(Scalability.Refused.class);
  }

  @Test
  void aLittleNoiseMovesTheCurveALittle() {
    long seed = 4;
    Random random = new Random(seed);
    List<Scalability.Point> noisy =
        points(new Scalability.Fit(10_000, 0.1, 0.002, 0), 1, 2, 4, 8, 16, 32).stream()
            .map(
                point ->
                    new Scalability.Point(
                        point.cpus(),
                        point.throughputPerS() * (1 + 0.01 * (random.nextDouble() - 0.5))))
            .toList();
    Scalability.Fit fit = fitted(noisy);
    assertThat(fit.sigma()).as("seed " + seed).isCloseTo(0.1, within(0.02));
    assertThat(fit.kappa()).as("seed " + seed).isCloseTo(0.002, within(0.0005));
  }
}
