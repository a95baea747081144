package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SlotsTest {
  @Test
  void theOldestIsTheOneBegunFirstWhateverEndsMeanwhile() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Slots slots = new Slots(16);
    List<Integer> begun = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (slots.hasFree() && (begun.isEmpty() || random.nextBoolean())) {
        int slot = slots.take();
        slots.begin(slot, step, step, step);
        begun.add(slot);
      } else {
        int slot = begun.remove(random.nextInt(begun.size()));
        slots.end(slot);
        slots.free(slot);
      }
      assertThat(slots.inFlight()).isEqualTo(begun.size());
      assertThat(slots.oldest())
          .as("seed %d, step %d", seed, step)
          .isEqualTo(begun.isEmpty() ? Slots.NONE : begun.getFirst());
    }
  }

  @Test
  void pausesEndInTheOrderTheyBeganAndNoSlotPausesTwice() {
    PauseQueue queue = new PauseQueue(3);
    assertThat(queue.nextWakeNs()).isEqualTo(Long.MAX_VALUE);
    for (int round = 0; round < 5; round++) {
      queue.add(2, 10);
      queue.add(0, 11);
      queue.add(2, 12);
      queue.add(1, 13);
      assertThat(queue.nextWakeNs()).isEqualTo(10);
      assertThat(List.of(queue.remove(), queue.remove(), queue.remove())).containsExactly(2, 0, 1);
      assertThat(queue.nextWakeNs()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void aLatencyTooLongToTellIsRecordedAtTheEndAndCounted() {
    Phases phases = new Phases();
    phases.record(Phases.Phase.TOTAL, Phases.MOST_NS * 3);
    phases.record(Phases.Phase.TOTAL, -5);
    assertThat(phases.of(Phases.Phase.TOTAL).getTotalCount()).isEqualTo(2);
    assertThat(phases.of(Phases.Phase.TOTAL).getMaxValue()).isGreaterThanOrEqualTo(Phases.MOST_NS);
    assertThat(phases.clamped()).isEqualTo(1);
  }
}
