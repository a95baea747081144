package stampede.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.ControlMessage;

@Timeout(10)
class FloodPlanTest {
  private static FloodPlan plan(int threads, long lengthNs) {
    BitSet cpus = new BitSet();
    cpus.set(1);
    cpus.set(3);
    return new FloodPlan(
        "raw://127.0.0.1:9",
        "closed:8",
        "none",
        threads,
        cpus,
        "fin",
        2,
        0,
        lengthNs,
        5,
        42,
        true,
        true,
        false,
        Map.of());
  }

  @Test
  void theMessageSaysEverything() {
    ControlMessage message = plan(2, 1_000).seeded(7).at("raw://[::1]:8").message();
    assertThat(message.verb()).isEqualTo("run");
    assertThat(message.values())
        .containsEntry("target", "raw://[::1]:8")
        .containsEntry("load", "closed:8")
        .containsEntry("threads", "2")
        .containsEntry("cpus", "1,3")
        .containsEntry("close", "fin")
        .containsEntry("sources", "2")
        .containsEntry("durationNs", "1000")
        .containsEntry("timeoutNs", "5")
        .containsEntry("seed", "7")
        .containsEntry("record", "history")
        .containsEntry("allowRemote", "false");
  }

  @Test
  void leavingThisMachineIsSaidToTheLoadGenerator() {
    FloodPlan remote = plan(1, 1).allowingRemote(true).seeded(3).at("raw://192.0.2.1:9");
    assertThat(remote.message().values()).containsEntry("allowRemote", "true");
  }

  @Test
  void aFloodThatSharesItsCpusDoesNotSpin() {
    assertThat(plan(1, 1).message().values()).doesNotContainKey("spinNs");
    assertThat(plan(1, 1).onCpusOfItsOwn(false).message().values()).containsEntry("spinNs", "0");
  }

  @Test
  void anUnrecordedFloodIsOnlyCounted() {
    assertThat(plan(1, 1).unrecorded().message().values()).containsEntry("record", "counters");
  }

  @Test
  void thereIsRoomForMoreRequestsThanAMachineCarriesAndABoundToIt() {
    assertThat(plan(1, 1).recordsPerThread()).isEqualTo(1L << 16);
    assertThat(plan(1, 10_000_000_000L).recordsPerThread()).isEqualTo(2_000_000);
    assertThat(plan(1, 3_600_000_000_000L).recordsPerThread()).isEqualTo(1L << 27);
    assertThat(plan(3, 10_000_000_000L).expectedRequests()).isEqualTo(6_000_000);
  }
}
