package stampede.harness.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.harness.conformance.Verdict;

/** Clients that misbehave do our servers no harm. */
@Timeout(60)
class ClientErrorChecksIT {
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "blocking,handlers=2", "iterative"})
  void badClientsAreAbsorbed(String server) {
    assertThat(
            Verdicts.of(
                server,
                new AbandonedConnectionChecks(),
                new TardyClientChecks(),
                new GarbageChecks()))
        .hasSize(5)
        .allSatisfy((id, verdict) -> assertThat(verdict).as(id).isEqualTo(Verdict.PASS));
  }
}
