package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Errno;

@Timeout(20)
class AcceptFaultsTest {
  private static final int TIMES = 20_000;
  private static final Set<Errno> ERRNOS =
      EnumSet.of(Errno.EPERM, Errno.EINTR, Errno.ENONET, Errno.EPROTO, Errno.EHWPOISON);

  private final Scoreboard scoreboard = Scoreboard.create(2);
  private final AcceptFaults faults = scoreboard.acceptFaults();

  @AfterEach
  void close() {
    scoreboard.close();
  }

  private static int[] drawn(AcceptFaultDraws draws, int times) {
    return IntStream.range(0, times).map(i -> draws.next()).toArray();
  }

  @Test
  void nothingFailsWithoutAPlan() {
    assertThat(drawn(faults.draws(0), 100)).containsOnly(0);
    faults.begin(1, AcceptFaults.ALWAYS, ERRNOS);
    faults.end();
    assertThat(drawn(faults.draws(0), 100)).containsOnly(0);
  }

  @Test
  void aboutAsManyFailAsAskedEachErrorAsOften() {
    long seed = System.nanoTime();
    System.out.println("AcceptFaultsTest seed " + seed);
    faults.begin(seed, 200_000, ERRNOS);
    Map<Errno, Integer> seen = new TreeMap<>();
    for (int result : drawn(faults.draws(3), TIMES)) {
      if (result < 0) {
        seen.merge(Errno.of(result), 1, Integer::sum);
      }
    }
    assertThat(seen.keySet()).isEqualTo(ERRNOS);
    assertThat(seen.values()).allMatch(times -> times > TIMES / 35 && times < TIMES / 18);
  }

  @Test
  void allOrNoneFailAtTheEndsOfTheRange() {
    faults.begin(5, AcceptFaults.ALWAYS, EnumSet.of(Errno.EMFILE));
    assertThat(drawn(faults.draws(0), 1_000)).containsOnly(Errno.EMFILE.asResult());
    faults.begin(5, 0, EnumSet.of(Errno.EMFILE));
    assertThat(drawn(faults.draws(0), 1_000)).containsOnly(0);
  }

  @Test
  void seedAndStreamDecideAndNothingElse() {
    faults.begin(42, 300_000, ERRNOS);
    AcceptFaultDraws one = faults.draws(0);
    int[] first = drawn(one, 500);
    assertThat(drawn(faults.draws(1), 500)).isNotEqualTo(first);

    faults.begin(42, 300_000, ERRNOS);
    assertThat(drawn(one, 500)).as("a plan begins anew for everybody").isEqualTo(first);
    assertThat(drawn(faults.draws(0), 500)).isEqualTo(first);

    faults.begin(43, 300_000, ERRNOS);
    assertThat(drawn(one, 500)).isNotEqualTo(first);
  }

  @Test
  void whatFailedIsCountedUnlessThePlanEndedFirst() {
    faults.begin(1, AcceptFaults.ALWAYS, ERRNOS);
    AcceptFaultDraws draws = faults.draws(0);
    assertThat(draws.next()).isNegative();
    assertThat(draws.inject()).isTrue();
    assertThat(draws.next()).isNegative();
    faults.end();
    assertThat(draws.inject()).isFalse();
    assertThat(faults.injected()).isEqualTo(1);
    faults.begin(1, AcceptFaults.ALWAYS, ERRNOS);
    assertThat(draws.inject()).as("that was another plan").isFalse();
    assertThat(faults.injected()).isZero();
  }

  @Test
  void plansThatCannotBeAreRefused() {
    assertThatThrownBy(() -> faults.begin(1, -1, ERRNOS)).hasMessageContaining("-1");
    assertThatThrownBy(() -> faults.begin(1, 1_000_001, ERRNOS)).hasMessageContaining("1000001");
    for (Set<Errno> wrong : Set.of(EnumSet.noneOf(Errno.class), EnumSet.of(Errno.EAGAIN))) {
      assertThatThrownBy(() -> faults.begin(1, 1, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
