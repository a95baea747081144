package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.server.UsageException;

@Timeout(10)
class PlacementTest {
  private static BitSet cpus(int... ids) {
    BitSet cpus = new BitSet();
    for (int id : ids) {
      cpus.set(id);
    }
    return cpus;
  }

  private static Placement place(BitSet usable, int count) {
    return Placement.of(usable, count, Optional.empty());
  }

  @Test
  void theServerGetsTheFirstCpusAndTheGeneratorTheRest() {
    Placement placement = place(cpus(1, 3, 5, 7), 3);
    assertThat(placement.serverIds()).containsExactly(1, 3, 5);
    assertThat(placement.loadIds()).containsExactly(7);
    assertThat(placement.isShared()).isFalse();
  }

  @Test
  void whenNothingIsLeftBothShareEverything() {
    Placement placement = place(cpus(0, 1), 2);
    assertThat(placement.serverIds()).isEqualTo(placement.loadIds()).containsExactly(0, 1);
    assertThat(placement.isShared()).isTrue();
  }

  @Test
  void theServerAvoidsTheCpusChosenForTheGenerator() {
    Placement placement = Placement.of(cpus(0, 1, 2), 2, Optional.of(cpus(0)));
    assertThat(placement.serverIds()).containsExactly(1, 2);
    assertThat(placement.loadIds()).containsExactly(0);
    assertThat(placement.isShared()).isFalse();
  }

  @Test
  void theServerSharesOnlyWhenItMust() {
    Placement placement = Placement.of(cpus(0, 1), 2, Optional.of(cpus(1)));
    assertThat(placement.serverIds()).containsExactly(0, 1);
    assertThat(placement.loadIds()).containsExactly(1);
    assertThat(placement.isShared()).isTrue();
  }

  @Test
  void theCallersSetIsLeftAsItWas() {
    BitSet usable = cpus(0, 1, 2, 3);
    Placement.of(usable, 2, Optional.of(cpus(3)));
    assertThat(usable).isEqualTo(cpus(0, 1, 2, 3));
  }

  @Test
  void countsAndCpusThatDoNotExistAreRefusedByName() {
    for (int count : List.of(0, -1, 3)) {
      assertThatThrownBy(() -> place(cpus(0, 1), count))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--cpus " + count)
          .hasMessageContaining("2 CPUs");
    }
    assertThatThrownBy(() -> Placement.of(cpus(0, 1), 1, Optional.of(cpus(1, 9))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no CPU {9}");
    assertThatThrownBy(() -> Placement.of(cpus(0, 1), 1, Optional.of(cpus())))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void whatNeitherHasIsFree() {
    BitSet usable = cpus(0, 1, 2, 3);
    assertThat(new Placement(cpus(0), cpus(1)).free(usable)).isEqualTo(cpus(2, 3));
    assertThat(new Placement(cpus(), cpus(1)).free(usable)).isEqualTo(cpus(0, 2, 3));
    assertThat(new Placement(cpus(0, 1), cpus(2, 3)).free(usable)).isEqualTo(cpus());
  }
}
