package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.TracepointCounter.Scope;

@Timeout(40)
class TracepointCounterTest {
  private static final String EMPTY = "ret == -11";
  private static final String TAKEN = "ret >= 0";

  @BeforeEach
  void assumeAvailable() {
    Optional<String> reason = TraceEvents.unavailable();
    reason.ifPresent(text -> System.out.println("SKIPPED: " + text));
    assumeTrue(reason.isEmpty() || Boolean.getBoolean("stampede.forbidSkips"), "no tracepoints");
  }

  private static int accept4() {
    try (TraceEvents events = TraceEvents.open()) {
      return events.id("syscalls", "sys_exit_accept4").orElseThrow();
    }
  }

  private static TracepointCounter counter(int tid, String filter, Scope scope) {
    return TracepointCounter.open(tid, accept4(), filter, scope);
  }

  private static int acceptOnce(boolean pending) {
    try (ListeningSocket socket = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      socket.setNonBlocking(true);
      if (!pending) {
        return Sockets.acceptNow(socket.number());
      }
      try (Descriptor client = Pair.connect(socket.address())) {
        assertThat(client.isClosed()).isFalse();
        return Descriptor.close(Sockets.acceptNow(socket.number()));
      }
    }
  }

  @Test
  void countsTheReturnsThatPassItsFilter() {
    try (TracepointCounter empty = counter(ThisProcess.tid(), EMPTY, Scope.THREAD);
        TracepointCounter taken = counter(ThisProcess.tid(), TAKEN, Scope.THREAD);
        TracepointCounter all = counter(0, "", Scope.THREAD)) {
      assertThat(all.read()).isZero();
      for (int i = 0; i < 7; i++) {
        assertThat(acceptOnce(false)).isEqualTo(Sockets.WOULD_BLOCK);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(acceptOnce(true)).isZero();
      }

      assertThat(empty.read()).isEqualTo(7);
      assertThat(taken.read()).isEqualTo(3);
      assertThat(all.read()).isEqualTo(10);
    }
  }

  @Test
  void otherThreadsDoNotCountUnlessTheyAreStartedByIt() {
    try (TracepointCounter mine = counter(0, "", Scope.THREAD);
        TracepointCounter ours = counter(0, "", Scope.THREAD_AND_WHAT_IT_STARTS)) {
      assertThat(Blocked.in(() -> acceptOnce(false)).result()).isEqualTo(Sockets.WOULD_BLOCK);

      assertThat(mine.read()).isZero();
      assertThat(ours.read()).isEqualTo(1);
    }
  }

  @Test
  void countsAThreadOfAnotherProcessAndKeepsTheCountWhenItHasEnded() {
    try (Child child = Child.start(Acceptor.class)) {
      int tid = Integer.parseInt(child.line());
      Address address = Address.parse(child.line());
      try (TracepointCounter taken = counter(tid, TAKEN, Scope.THREAD)) {
        Pair.connect(address).close();
        assertThat(child.line()).isEqualTo("accepted");
        assertThat(taken.read()).isEqualTo(1);

        child.kill();

        assertThat(taken.read()).isEqualTo(1);
      }
      assertThatThrownBy(() -> counter(tid, TAKEN, Scope.THREAD)).hasMessageContaining("ESRCH");
    }
  }

  static final class Acceptor {
    static void main() throws InterruptedException {
      Child.boundLife();
      try (ListeningSocket socket = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
        Child.say(ThisProcess.tid());
        Child.say(socket.address());
        Descriptor.close(Sockets.accept(socket.number()));
        Child.say("accepted");
        Child.stay();
      }
    }
  }

  @Test
  void aFilterTheKernelDoesNotUnderstandIsAnErrorThatLeavesNothingOpen() throws IOException {
    long before = openHere();
    assertThatThrownBy(() -> counter(0, "nothing == 1", Scope.THREAD))
        .hasMessageContaining("nothing == 1")
        .hasMessageContaining("EINVAL");
    assertThat(openHere()).isEqualTo(before);
  }

  @Test
  void theMountIsSeenByNobodyAndGoneWhenItCloses() throws IOException {
    String before = Files.readString(Path.of("/proc/self/mountinfo"));
    TraceEvents events = TraceEvents.mounted();
    assertThat(events.id("syscalls", "sys_exit_accept4")).hasValue(accept4());
    assertThat(events.id("syscalls", "no_such_call")).isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(before);

    events.close();

    assertThatThrownBy(() -> events.id("syscalls", "sys_exit_accept4"))
        .isInstanceOf(IllegalStateException.class);
    try (TraceEvents again = TraceEvents.mounted()) {
      assertThat(again.id("sched", "sched_switch")).isPresent();
    }
  }

  private static long openHere() throws IOException {
    try (var links = Files.list(Path.of("/proc/self/fd"))) {
      return links.filter(link -> leadsTo(link, "[perf_event]")).count();
    }
  }

  private static boolean leadsTo(Path link, String end) {
    try {
      return Files.readSymbolicLink(link).toString().endsWith(end);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void withoutPrivilegeItSaysWhatIsNeeded() {
    List<String> limited = List.of("setpriv", "--bounding-set=-all");
    try (Child child = Child.start(limited, List.of(), Prober.class, accept4())) {
      assertThat(child.line()).contains("CAP_SYS_ADMIN");
      assertThat(child.line()).isIn("EACCES", "EPERM");
    }
  }

  static final class Prober {
    static void main(String[] arguments) {
      Child.boundLife();
      Child.say(TraceEvents.unavailable().orElse("available"));
      try (TracepointCounter counter =
          TracepointCounter.open(0, Integer.parseInt(arguments[0]), "", Scope.THREAD)) {
        Child.say("counts " + counter.read());
      } catch (LinuxException refused) {
        Child.say(refused.errno());
      }
    }
  }
}
