package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.observe.Machine;
import stampede.house.PackageNeeded;
import stampede.linux.Address;
import stampede.server.StartException;

/** The servers that we describe, each started, flooded, audited from its own log, and stopped. */
@Timeout(120)
class DescribedServersIT {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");

  private static RunningServer start(ServerUnderTest server) {
    return server.start(ANY_PORT, Machine.cpus(), 100_000, Flooded.NOBODY_INTERRUPTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx,workers=2",
        "nginx,workers=3,accept_mutex=on,backlog=100",
        "nginx,workers=2,reuseport=on"
      })
  void nginxIsAuditedFromItsLog(String spec) {
    PackageNeeded.require("nginx", "nginx");
    assertServes(spec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy,threads=2", "haproxy,threads=3,shards=by-thread"})
  void haproxyIsAuditedFromItsLog(String spec) {
    PackageNeeded.require("haproxy", "haproxy");
    assertServes(spec);
  }

  private static void assertServes(String spec) {
    ServerUnderTest server = Servers.parse(spec);
    int handlers = server.description().handlers();
    try (RunningServer running = start(server);
        Flooded flooded = Flooded.flood(running)) {
      assertThat(running.handlers()).hasSize(handlers);
      flooded.assertAuditPasses();
      assertThat(running.told()).containsExactly(Told.HANDLER);
      running.ledger();
      assertThat(running.counts().stream().mapToLong(HandlerCounts::accepts).sum())
          .isEqualTo(flooded.ok());
      assertThat(running.counts()).allMatch(counts -> counts.wakeups() > 0);
      assertThat(running.stop()).isTrue();
      assertThat(running.pids()).isEmpty();
      flooded.assertAuditPasses();
    }
  }

  @Test
  void anAddressThatIsTakenIsToldInTheServersOwnWords() {
    PackageNeeded.require("nginx", "nginx");
    try (RunningServer first = start(Servers.parse("nginx"))) {
      assertThatThrownBy(
              () ->
                  Servers.parse("nginx")
                      .start(first.address(), Machine.cpus(), 100, Flooded.NOBODY_INTERRUPTS))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Address already in use");
      assertThat(first.isAlive()).isTrue();
    }
  }
}
