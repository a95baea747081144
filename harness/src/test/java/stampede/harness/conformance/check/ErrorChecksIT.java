package stampede.harness.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static stampede.harness.conformance.Verdict.DIFFERS;
import static stampede.harness.conformance.Verdict.PASS;
import static stampede.harness.conformance.Verdict.UNSUPPORTED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.house.Thorough;

/** Whatever our servers want for, they wait for it, lose nothing, and end as they should. */
@Timeout(90)
class ErrorChecksIT {
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "blocking,handlers=2"})
  void wantAndErrorsOfAcceptAreOvercome(String server) {
    assertThat(
            Verdicts.of(
                server, new ExhaustionChecks(), new AcceptErrnoChecks(), new OverflowChecks()))
        .containsOnly(
            entry("ER-descriptors-exhausted", PASS),
            entry("ER-accept-errno", PASS),
            entry("ER-backlog-overflow", PASS));
  }

  @Test
  void aSharedAddressIsOneServersAndIsLeftAsItShould() {
    assertThat(Verdicts.of("epoll,handlers=2", new AddressChecks(), new LifeChecks()))
        .containsOnly(
            entry("ER-listener-closed", UNSUPPORTED),
            entry("ER-address-in-use", PASS),
            entry("ER-spawner-killed", PASS),
            entry("ER-graceful-stop", PASS));
  }

  @Test
  void ofASplitAddressAPartClosesWithoutLoss() {
    assertThat(Verdicts.of("reuseport,handlers=3", new AddressChecks()))
        .containsOnly(entry("ER-listener-closed", PASS), entry("ER-address-in-use", PASS));
  }

  @Test
  void handlerProcessesAreKilledAndStopped() {
    assertThat(
            Verdicts.of(
                "mutex,as=processes,handlers=3", new LockHolderChecks(), new HandlerFaultChecks()))
        .containsEntry("ER-lock-holder-killed", PASS)
        .containsEntry("ER-handler-killed", PASS)
        .hasEntrySatisfying(
            "ER-handler-stopped", verdict -> assertThat(verdict).isIn(PASS, DIFFERS));
  }

  @Test
  void threadsCannotBeStruckAlone() {
    assertThat(Verdicts.of("epoll", new LockHolderChecks(), new HandlerFaultChecks()).values())
        .containsOnly(UNSUPPORTED);
  }

  @Test
  void nothingIsLeftLying() {
    assertThat(Verdicts.of("poll", new LivenessChecks()).values()).containsOnly(PASS);
  }

  @Thorough
  @Test
  void oneAttemptForEachEdgeIsSeenToStrandRequests() {
    assertThat(Verdicts.of("epoll-edge,drain=off", new LivenessChecks()))
        .containsEntry("ST-no-stranded-request", DIFFERS);
  }
}
