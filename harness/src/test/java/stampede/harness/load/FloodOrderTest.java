package stampede.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FloodOrderTest {
  private static BitSet cpus(int... ids) {
    BitSet cpus = new BitSet();
    for (int id : ids) {
      cpus.set(id);
    }
    return cpus;
  }

  private static FloodPlan plan(BitSet cpus, boolean ownCpus) {
    return new FloodPlan(
        "http://127.0.0.1:80/{id}",
        "poisson:100/s",
        "spin:50us",
        3,
        cpus,
        "fin",
        2,
        1,
        2,
        3,
        -4,
        true,
        ownCpus,
        true,
        Map.of("method", "POST", "body", "a=b\nc", "shareFrom", "2", "shareOf", "9"));
  }

  @Test
  void whatIsOrderedIsFloodedOnTheCpusOfWhoeverReadsIt() {
    FloodOrder order = new FloodOrder(plan(cpus(0, 1), true).resting(cpus(5)), 77, "1.0");
    FloodOrder read = FloodOrder.parse(order.text(), cpus(3));
    assertThat(read).isEqualTo(new FloodOrder(plan(cpus(3), false), 77, "1.0"));
  }

  @Test
  void whatIsNoOrderIsRefused() {
    assertThatThrownBy(() -> FloodOrder.parse("run\nload=closed:1", cpus(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
