package stampede.harness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches of servers made up: a sharp knee, a noisy one, and none. */
@Timeout(20)
class RateSearchTest {
  private static final double LOWEST = 10;
  private static final double HIGHEST = 1e6;

  private final List<Probe> probes = new ArrayList<>();

  private RateSearch walked(double startPerS, DoublePredicate server) {
    probes.clear();
    RateSearch search = new RateSearch(startPerS, LOWEST, HIGHEST);
    Optional<Probe> probe = search.next();
    while (probe.isPresent()) {
      probes.add(probe.get());
      search.ended(server.test(probe.get().ratePerS()));
      probe = search.next();
    }
    assertThat(probes).hasSizeLessThanOrEqualTo(RateSearch.MOST_FLOODS);
    assertThat(probes).allMatch(each -> each.ratePerS() >= LOWEST && each.ratePerS() <= HIGHEST);
    return search;
  }

  private long count(Probe.Purpose purpose) {
    return probes.stream().filter(each -> each.purpose() == purpose).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {31.4, 97, 1_234, 9_999, 45_678, 712_345})
  void aSharpKneeIsFoundWithinTwoPercentFromAGoodGuessInFewFloods(double knee) {
    RateSearch search = walked(0.75 * knee, rate -> rate <= knee);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.CONFIRMED);
    double found = search.foundPerS().orElseThrow();
    assertThat(found).isBetween(knee / 1.03, knee);
    assertThat(probes).hasSizeLessThanOrEqualTo(14);
    assertThat(count(Probe.Purpose.CONFIRM)).isEqualTo(RateSearch.CONFIRMING);
    assertThat(count(Probe.Purpose.ABOVE)).isEqualTo(1);
    assertThat(probes.getLast().ratePerS()).isBetween(knee, found * 1.03);
  }

  @ParameterizedTest
  @CsvSource({"10, 500000", "1000000, 11", "500, 700000", "900000, 40", "10, 10", "20, 19"})
  void itIsFoundFromWhereverOneStarts(double start, double knee) {
    RateSearch search = walked(start, rate -> rate <= knee);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.CONFIRMED);
    assertThat(search.foundPerS().orElseThrow()).isBetween(knee / 1.03, knee);
    assertThat(probes).hasSizeLessThanOrEqualTo(25);
  }

  @Test
  void bisectionIsGeometricWhileFarApartAndThenArithmetic() {
    walked(1_000, rate -> rate <= 3_000);
    List<Double> rates = probes.stream().map(Probe::ratePerS).toList();
    assertThat(rates).startsWith(1_000.0, 1_300.0, 2_197.0, 6_275.0);
    assertThat(rates.get(4)).isCloseTo(Math.sqrt(2_197 * 6_275), within(1.0));
    assertThat(rates.get(5)).isCloseTo(Math.sqrt(2_197 * rates.get(4)), within(1.0));
    assertThat(rates.get(6)).isCloseTo((rates.get(5) + rates.get(4)) / 2, within(1.0));
  }

  @Test
  void aServerThatNeverMeetsItEndsTheSearchAtTheLowestRate() {
    RateSearch search = walked(100_000, rate -> false);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.NONE);
    assertThat(search.foundPerS()).isEmpty();
    assertThat(probes.getLast().ratePerS()).isEqualTo(LOWEST);
    assertThat(probes).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void aServerThatAlwaysMeetsItIsConfirmedAtTheHighestRate() {
    RateSearch search = walked(100, rate -> true);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.CONFIRMED);
    assertThat(search.foundPerS()).contains(HIGHEST);
    assertThat(count(Probe.Purpose.ABOVE)).isZero();
    assertThat(probes).hasSizeLessThanOrEqualTo(15);
  }

  /** What is found holds; where nothing is, the search says so; and it always ends. */
  @Test
  void aNoisyKneeIsFoundNearlyOrSaidToBeNoisy() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int confirmed = 0;
    for (int run = 0; run < 500; run++) {
      double knee = 5_000;
      // from always to never within 10% on either side
      RateSearch search =
          walked(
              3_000 + random.nextInt(4_000),
              rate -> random.nextDouble() < Math.clamp(0.5 + (knee - rate) / (0.2 * knee), 0, 1));
      if (search.verdict() == RateSearch.Verdict.CONFIRMED) {
        confirmed++;
        assertThat(search.foundPerS().orElseThrow())
            .as("seed %d", seed)
            .isBetween(knee * 0.75, knee * 1.15);
      }
    }
    assertThat(confirmed).as("seed %d", seed).isGreaterThan(400);
  }

  @Test
  void aRateThatFailsItsConfirmationIsSteppedDownFrom() {
    // a lucky flood at first, but only 900/s holds
    RateSearch search = walked(1_000, rate -> rate <= 900 || (rate <= 1_000 && probes.size() == 1));
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.CONFIRMED);
    assertThat(search.foundPerS().orElseThrow()).isBetween(850.0, 900.0);
  }

  @Test
  void whereTheRateAboveMeetsItAfterAllTheSearchGoesOn() {
    // the first flood at 1300/s is unlucky; the server does 2000/s
    RateSearch search = walked(1_000, rate -> rate <= 2_000 && probes.size() != 2);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.CONFIRMED);
    assertThat(search.foundPerS().orElseThrow()).isBetween(1_940.0, 2_000.0);
  }

  @Test
  void aCoinThatDecidesIsNotBelievedForEver() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      walked(1_000, rate -> random.nextBoolean());
      assertThat(probes).as("seed %d", seed).hasSizeLessThanOrEqualTo(RateSearch.MOST_FLOODS);
    }
  }

  @Test
  void whatWasFoundSoFarIsKnownAtAnyTime() {
    RateSearch search = new RateSearch(1_000, LOWEST, HIGHEST);
    assertThat(search.foundPerS()).isEmpty();
    search.next();
    search.ended(true);
    assertThat(search.foundPerS()).contains(1_000.0);
    search.next();
    search.ended(false);
    assertThat(search.foundPerS()).contains(1_000.0);
    assertThat(search.verdict()).isEqualTo(RateSearch.Verdict.UNSETTLED);
  }
}
