package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class AffinityTest {
  private final BitSet all = Affinity.ofThisThread();

  private static BitSet only(int cpu) {
    BitSet cpus = new BitSet();
    cpus.set(cpu);
    return cpus;
  }

  /** Runs on a thread of its own, so that no other test is placed. */
  private static void apart(Runnable task) {
    Blocked.in(
            () -> {
              task.run();
              return true;
            })
        .result();
  }

  @Test
  void aPlacedThreadRunsWhereItWasPlaced() {
    apart(
        () ->
            all.stream()
                .forEach(
                    cpu -> {
                      Affinity.placeThisThread(only(cpu));
                      assertThat(Affinity.ofThisThread()).isEqualTo(only(cpu));
                      for (int i = 0; i < 1000; i++) {
                        assertThat(Affinity.currentCpu()).isEqualTo(cpu);
                      }
                    }));
  }

  @Test
  void theCurrentCpuIsOneOfThoseAllowed() {
    assertThat(all.get(Affinity.currentCpu())).isTrue();
  }

  @Test
  void anotherThreadIsPlacedByItsId() {
    int cpu = all.length() - 1;
    try (EventFd event = EventFd.create(false)) {
      Blocked<Integer> other = Blocked.in(() -> Poll.await(event.number(), Poll.IN, -1));

      Affinity.placeThread(other.tid(), only(cpu));

      assertThat(Affinity.ofThread(other.tid())).isEqualTo(only(cpu));
      assertThat(Affinity.ofThisThread()).isEqualTo(all);
      event.signal(1);
      assertThat(other.result()).isEqualTo(Poll.IN);
    }
  }

  @Test
  void aProcessInheritsThePlaceOfTheThreadThatStartsIt() {
    int cpu = all.length() - 1;
    apart(
        () -> {
          Affinity.placeThisThread(only(cpu));
          try (Child child = Child.start(Teller.class)) {
            assertThat(child.line()).isEqualTo(only(cpu).toString());
          }
        });
  }

  static final class Teller {
    static void main() {
      Child.boundLife();
      Child.say(Affinity.ofThisThread());
    }
  }

  @Test
  void aProcessIsPlacedWithAllItsThreads() {
    try (Child child = Child.start(Placed.class, all.length() - 1)) {
      assertThat(child.line()).isEqualTo("every thread");
    }
  }

  static final class Placed {
    static void main(String[] arguments) {
      Child.boundLife();
      BitSet wanted = only(Integer.parseInt(arguments[0]));
      Affinity.placeThisProcess(wanted);
      List<String> elsewhere =
          List.of(new File("/proc/self/task").list()).stream()
              .filter(tid -> !Affinity.ofThread(Integer.parseInt(tid)).equals(wanted))
              .toList();
      Child.say(elsewhere.isEmpty() ? "every thread" : "not " + elsewhere);
    }
  }

  @Test
  void cpusThatDoNotExistAreRefusedOrPassedOver() {
    assertThatThrownBy(() -> Affinity.placeThisThread(only(1023)))
        .hasMessage("sched_setaffinity(0, {1023}): EINVAL (invalid argument)");
    assertThatThrownBy(() -> Affinity.placeThisThread(new BitSet())).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Affinity.placeThisThread(only(1024)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CPU 1024");
    apart(
        () -> {
          BitSet some = only(all.nextSetBit(0));
          some.set(1023);
          Affinity.placeThisThread(some);
          assertThat(Affinity.ofThisThread()).isEqualTo(only(all.nextSetBit(0)));
        });
  }

  @Test
  void aThreadThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> Affinity.ofThread(Integer.MAX_VALUE))
        .hasMessageContaining("sched_getaffinity(2147483647): ESRCH");
    assertThatThrownBy(() -> Affinity.placeThread(Integer.MAX_VALUE, all))
        .hasMessageContaining("ESRCH");
  }
}
