package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.harness.load.Surplus;

/** Each rule of validity provoked, and just not provoked; and what limits a throughput. */
@Timeout(10)
class JudgementTest {
  private final Sample sample = new Sample();

  private void assertInvalid(String reason) {
    assertThat(sample.judgement().invalidReasons())
        .singleElement()
        .asString()
        .containsIgnoringCase(reason);
  }

  private void assertValid() {
    assertThat(sample.judgement().invalidReasons()).isEmpty();
  }

  private void openLoad(double achieved) {
    sample.offeredPerS = Optional.of(10_000.0);
    sample.achievedPerS = Optional.of(10_000 * achieved);
  }

  @Test
  void aRoundInWhichAllWentWellIsValid() {
    assertValid();
    openLoad(1);
    assertValid();
  }

  @Test
  void aFloodCutShortIsNot() {
    sample.cancelled = true;
    assertInvalid("cut short");
  }

  @Test
  void ahundredAnswersAreTheLeast() {
    sample.ok = 100;
    assertValid();
    sample.ok = 99;
    assertInvalid("only 99 requests");
  }

  @Test
  void answersEnoughAreAskedOfAllMembersTogether() {
    sample.ok = 99;
    assertThat(Judgement.ofMember(sample.flood(), sample.window(), 1).invalidReasons()).isEmpty();
    sample.offeredPerS = Optional.of(0.0);
    sample.achievedPerS = Optional.of(0.0);
    assertThat(Judgement.ofMember(sample.flood(), sample.window(), 1).invalidReasons())
        .as("it had no share of what was due")
        .isEmpty();
    sample.cancelled = true;
    assertThat(Judgement.ofMember(sample.flood(), sample.window(), 1).invalidReasons())
        .containsExactly("cut short");
  }

  @Test
  void anOpenLoadMustBeTheLoadAskedFor() {
    openLoad(0.991);
    assertValid();
    openLoad(0.989);
    assertInvalid("98.9% of the offered load");
  }

  @Test
  void anOpenLoadMustBeginOnTime() {
    openLoad(1);
    sample.lagNs = 4_900_000;
    assertValid();
    sample.lagNs = 5_200_000;
    assertInvalid("schedule lag");
  }

  @Test
  void whatIsShedIsGivenAsTheReason() {
    openLoad(0.5);
    sample.surplus = new Surplus(20, OptionalLong.of(5_000), 0, 0);
    assertInvalid("50.0% of the offered load was begun; 5,000 were shed, for 20 were under way");
  }

  @Test
  void whatIsHeldBackIsGivenAsTheReason() {
    openLoad(1);
    sample.lagNs = 50_000_000;
    sample.surplus = new Surplus(10_000, OptionalLong.empty(), 7, 0);
    assertInvalid("began late: the schedule lag's p99 was 50.0 ms; 7 waited for one of 10,000");
  }

  @Test
  void aShedRequestOrTwoOfManyIsNoReason() {
    openLoad(0.995);
    sample.surplus = new Surplus(20, OptionalLong.of(50), 0, 0);
    assertValid();
  }

  @Test
  void anOpenLoadMustHaveSomethingDue() {
    sample.offeredPerS = Optional.of(0.0);
    sample.achievedPerS = Optional.of(0.0);
    assertInvalid("nothing was due");
  }

  @Test
  void aLatencyBeyondTheHistogramSpoilsARound() {
    sample.clamped = 1;
    assertInvalid("1 latencies were too long");
  }

  @Test
  void aClosedLoadHasNoLag() {
    sample.lagNs = 50_000_000;
    assertValid();
  }

  @Test
  void concurrencyIsThroughputTimesLatency() {
    sample.meanInFlight = 10.5;
    assertValid();
    sample.meanInFlight = 11;
    assertInvalid("Little's law");
    sample.meanInFlight = 9;
    assertInvalid("Little's law");
  }

  @Test
  void requestsThatStraddleTheEdgesOfTheWindowAreAllowedFor() {
    sample.meanInFlight = 11;
    sample.latencyNs = 60_000_000;
    assertValid();
  }

  @Test
  void stealSpoilsARound() {
    sample.steal = 0.04;
    assertValid();
    sample.steal = 0.06;
    assertInvalid("steal");
  }

  @Test
  void requestsThatFailedOrWereLeftOpenSpoilARound() {
    sample.failed = 1;
    sample.errors = Map.of("connect.ECONNREFUSED", 1L);
    assertInvalid("1 requests were not answered: {connect.ECONNREFUSED=1}");
    sample.failed = 0;
    sample.indeterminate = 2;
    assertInvalid("2 requests were not answered");
  }

  @Test
  void everyReasonIsGiven() {
    sample.cancelled = true;
    sample.ok = 1;
    sample.steal = 0.5;
    sample.serverBusy = 0.1;
    sample.loadBusy = 0.1;
    assertThat(sample.judgement().invalidReasons()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    // server, generator, open, shared, unknown server, limited by
    "0.97, 0.50, false, false, false, server",
    "0.97, 0.97, false, false, false, server",
    "0.50, 0.97, false, false, false, generator",
    "0.89, 0.95, false, false, false, generator",
    "0.91, 0.97, false, false, false, unknown",
    "0.50, 0.50, false, false, false, unknown",
    "0.50, 0.50, true, false, false, schedule",
    "0.97, 0.50, true, false, false, server",
    "0.50, 0.97, true, false, false, generator",
    "0.97, 0.97, false, true, false, unknown",
    "0.97, 0.97, true, true, false, unknown",
    "0.50, 0.50, true, true, false, schedule",
    "0.00, 0.97, false, false, true, generator",
    "0.00, 0.97, true, false, true, generator",
    "0.00, 0.50, true, false, true, schedule",
  })
  void whatHeldTheThroughputBack(
      double server, double load, boolean open, boolean shared, boolean unknown, String limit) {
    sample.serverBusy = server;
    sample.loadBusy = load;
    sample.shared = shared;
    sample.serverUnknown = unknown;
    if (open) {
      openLoad(1);
    }
    assertThat(sample.judgement().limitedBy()).isEqualTo(limit);
  }

  @Test
  void whatAFaultCostIsNoReasonAloneButMoreIs() {
    Sample sample = new Sample();
    sample.indeterminate = 1;
    assertThat(Judgement.of(sample.flood(), sample.window(), 1, 1).invalidReasons()).isEmpty();
    sample.indeterminate = 3;
    assertThat(Judgement.of(sample.flood(), sample.window(), 1, 1).invalidReasons())
        .anyMatch(reason -> reason.startsWith("2 requests were not answered"));
  }
}
