package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class ReuseportFilterTest {
  /** So many that a socket which may be chosen is: a share of 1/4 is missed once in 10^12 times. */
  private static final int CLIENTS = 100;

  private final BitSet cpus = Affinity.ofThisThread();

  private static BitSet of(int... members) {
    BitSet set = new BitSet();
    for (int member : members) {
      set.set(member);
    }
    return set;
  }

  private static List<Integer> chosen(ReuseportGroup group) {
    List<Integer> pending = group.pending();
    group.drain();
    return IntStream.range(0, pending.size())
        .filter(socket -> pending.get(socket) > 0)
        .boxed()
        .toList();
  }

  private List<Integer> chosenFrom(int cpu, ReuseportGroup group) {
    group.connectFrom(cpu, CLIENTS);
    return chosen(group);
  }

  @Test
  void theSocketIsThatOfTheReceivingCpu() {
    try (ReuseportGroup group = ReuseportGroup.of(cpus.cardinality())) {
      ReuseportFilter.byCpu(cpus, cpus.cardinality()).attach(group.first());
      int rank = 0;
      for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
        assertThat(chosenFrom(cpu, group)).containsExactly(rank++);
      }
    }
  }

  @Test
  void aCpuWithSeveralSocketsUsesThemAll() {
    BitSet two = of(0, 1);
    try (ReuseportGroup group = ReuseportGroup.of(5)) {
      ReuseportFilter.byCpu(two, 5).attach(group.first());

      assertThat(chosenFrom(0, group)).containsExactly(0, 2, 4);
      if (cpus.get(1)) {
        assertThat(chosenFrom(1, group)).containsExactly(1, 3);
      }
    }
  }

  @Test
  void cpusNeedNotBeTheFirstOnes() {
    try (ReuseportGroup group = ReuseportGroup.of(4)) {
      ReuseportFilter.byCpu(of(1, 5), 4).attach(group.first());

      assertThat(chosenFrom(0, group)).as("not among them").containsExactly(0, 2);
      if (cpus.get(1)) {
        assertThat(chosenFrom(1, group)).containsExactly(0, 2);
      }
      ReuseportFilter.byCpu(of(1, 3, 0), 4).attach(group.first());

      assertThat(chosenFrom(0, group)).containsExactly(0, 3);
      if (cpus.get(1)) {
        assertThat(chosenFrom(1, group)).containsExactly(1);
      }
    }
  }

  @Test
  void fewSocketsAreSharedByManyCpus() {
    try (ReuseportGroup group = ReuseportGroup.of(2)) {
      ReuseportFilter.byCpu(of(7, 8, 0), 2).attach(group.first());

      assertThat(chosenFrom(0, group)).containsExactly(0);
      if (cpus.get(1)) {
        assertThat(chosenFrom(1, group)).containsExactly(1);
      }
    }
  }

  @Test
  void theMostCpusThereCanBeAreUnderstood() {
    BitSet all = new BitSet();
    all.set(1, 1024);
    try (ReuseportGroup group = ReuseportGroup.of(2)) {
      ReuseportFilter.byCpu(all, 2).attach(group.first());

      assertThat(chosenFrom(0, group)).containsExactly(0);
    }
  }

  @Test
  void noneAfterTheFirstOnesIsChosenUntilTheHashChoosesAgain() {
    try (ReuseportGroup group = ReuseportGroup.of(4)) {
      ReuseportFilter.amongFirst(3).attach(group.get(3));
      group.connect(CLIENTS);
      assertThat(chosen(group)).containsExactly(0, 1, 2);

      ReuseportFilter.amongFirst(1).attach(group.first());
      group.connect(CLIENTS);
      assertThat(chosen(group)).containsExactly(0);

      assertThat(ReuseportFilter.detach(group.first())).isTrue();
      group.connect(CLIENTS);
      assertThat(chosen(group)).containsExactly(0, 1, 2, 3);
      assertThat(ReuseportFilter.detach(group.first())).isFalse();
    }
  }

  @Test
  void theLastSocketLeavesWithoutRenumberingTheOthers() {
    try (ReuseportGroup group = ReuseportGroup.of(3)) {
      ReuseportFilter.amongFirst(2).attach(group.first());
      group.get(2).close();
      ReuseportFilter.byCpu(of(0), 1).attach(group.first());
      group.connect(10);

      assertThat(group.get(0).queue().pending()).isEqualTo(10);
      assertThat(group.get(1).queue().pending()).isZero();
    }
  }

  @Test
  void aNumberThatNoSocketHasIsLeftToTheHash() {
    try (ReuseportGroup group = ReuseportGroup.of(2)) {
      ReuseportFilter.amongFirst(1_000_000_000).attach(group.first());
      group.connect(CLIENTS);

      assertThat(chosen(group)).containsExactly(0, 1);
    }
  }

  @Test
  void refusalsSayWhat() {
    try (ListeningSocket alone = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      assertThatThrownBy(() -> ReuseportFilter.amongFirst(2).attach(alone))
          .hasMessageMatching(
              "setsockopt\\(fd=\\d+, SO_ATTACH_REUSEPORT_CBPF, one of the first 2\\): EINVAL .*");
      assertThatThrownBy(() -> ReuseportFilter.detach(alone)).hasMessageContaining("EINVAL");
    }
    assertThatThrownBy(() -> ReuseportFilter.amongFirst(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReuseportFilter.byCpu(new BitSet(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
