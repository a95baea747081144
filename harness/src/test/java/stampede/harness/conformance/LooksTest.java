package stampede.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.CpuTimes;

/** When a check is looked into again. */
@Timeout(20)
class LooksTest {
  private static final Finding OPEN = Finding.inconclusive("all sleep", "they never slept");
  private static final Finding HELD = Finding.holds("all sleep", "they slept");
  private static final Finding BROKEN = Finding.broken("all sleep", "one spun");

  private final Deque<Finding> findings = new ArrayDeque<>();
  private long stolen;
  private long busy;

  private Finding looked(int stolenEach, Finding... in) {
    findings.addAll(List.of(in));
    BitSet cpus = new BitSet();
    cpus.set(0);
    return new Looks(this::times, cpus)
        .finding(
            () -> {
              stolen += stolenEach;
              busy += 100 - stolenEach;
              return findings.remove();
            });
  }

  private CpuTimes times() {
    return new CpuTimes(Map.of(0, new CpuTimes.Ticks(busy, 0, stolen)));
  }

  @Test
  void whatRemainsOpenOnADisturbedMachineIsLookedIntoAgain() {
    Finding found = looked(20, OPEN, HELD, BROKEN);
    assertThat(found.kind()).isEqualTo(Finding.Kind.HOLDS);
    assertThat(found.evidence()).singleElement().asString().contains("never slept", "20%");
    assertThat(findings).containsExactly(BROKEN);
  }

  @Test
  void twiceAtMost() {
    assertThat(looked(20, OPEN, OPEN, OPEN, HELD).kind()).isEqualTo(Finding.Kind.INCONCLUSIVE);
    assertThat(findings).containsExactly(HELD);
  }

  @Test
  void onAMachineThatWasThereOnceIsEnough() {
    assertThat(looked(0, OPEN, HELD)).isEqualTo(OPEN);
    assertThat(findings).containsExactly(HELD);
  }

  @Test
  void whatHasBeenSeenIsNotLookedIntoAgainHoweverDisturbed() {
    assertThat(looked(50, BROKEN, HELD)).isEqualTo(BROKEN);
    assertThat(findings).containsExactly(HELD);
  }
}
