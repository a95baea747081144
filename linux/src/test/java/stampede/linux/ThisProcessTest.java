package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThisProcessTest {
  private static final int GROUP = 2;
  private static final int SESSION = 3;

  @Test
  void knowsItsIdAndThatOfItsThreads() {
    assertThat(ThisProcess.pid()).isEqualTo((int) ProcessHandle.current().pid());
    assertThat(Path.of("/proc/self/task/" + ThisProcess.tid())).exists();
    assertThat(Blocked.in(ThisProcess::tid).result()).isNotEqualTo(ThisProcess.tid());
  }

  @Test
  void aGrandchildDiesWhenTheChildIsKilled() {
    try (Child parent = Child.start(Parent.class)) {
      assertThat(parent.line()).isEqualTo("dies with me: true");
      int pid = Integer.parseInt(parent.line());
      try {
        assertThat(isAlive(pid)).isTrue();

        parent.kill();

        await().until(() -> !isAlive(pid));
      } finally {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void aProcessWhoseParentIsGoneAlreadyIsToldSo() {
    try (Child child = Child.start(Dependent.class, Integer.MAX_VALUE)) {
      assertThat(child.line()).isEqualTo("dies with me: false");
    }
  }

  static final class Parent {
    static void main() throws InterruptedException {
      Child.boundLife();
      try (Child child = Child.start(Dependent.class, ThisProcess.pid())) {
        Child.say(child.line());
        Child.say(child.pid());
        Child.stay();
      }
    }
  }

  static final class Dependent {
    static void main(String[] arguments) throws InterruptedException {
      Child.boundLifetime();
      Child.say("dies with me: " + ThisProcess.dieWithParent(Long.parseLong(arguments[0])));
      Child.stay();
    }
  }

  @Test
  void aProcessThatLeftTheTerminalHasAGroupOfItsOwn() throws IOException {
    try (Child child = Child.start(Leaver.class)) {
      assertThat(child.line()).isEqualTo("left");

      assertThat(statField(child.pid(), GROUP)).isEqualTo(child.pid());
      assertThat(statField(child.pid(), SESSION)).isEqualTo(child.pid());
    }
  }

  @Test
  void aLeaderOfAGroupCannotLeaveAndIgnoresTheInterruptInstead() throws IOException {
    try (Child child = Child.start(List.of("setsid"), List.of(), Leaver.class)) {
      assertThat(child.line()).isEqualTo("left");

      assertThat(ignores(child.pid(), Signal.INT)).isTrue();
      assertThat(ignores(child.pid(), Signal.TERM)).isFalse();
    }
  }

  static final class Leaver {
    static void main() throws InterruptedException {
      Child.boundLife();
      ThisProcess.leaveTerminal();
      Child.say("left");
      Child.stay();
    }
  }

  @Test
  void anIgnoredSignalDoesNothing() {
    try (Child child = Child.start(Stubborn.class)) {
      assertThat(child.line()).isEqualTo("ready");

      Signal.TERM.sendTo(child.pid());
      Signal.INT.sendTo(child.pid());
      Signal.NUDGE.sendTo(child.pid());

      assertThat(child.line()).isEqualTo("nudged, and nothing else");
    }
  }

  static final class Stubborn {
    static void main() {
      Child.boundLife();
      ThisProcess.ignore(Signal.TERM);
      ThisProcess.ignore(Signal.INT);
      ThisProcess.interruptCallsOn(Signal.NUDGE);
      Child.say("ready");
      Child.say(stay());
    }

    /** The nudge goes to whichever thread the kernel picks, mostly the first. */
    private static String stay() {
      long deadlineNs = Clock.monotonicNs() + 2_000_000_000L;
      try (EventFd silent = EventFd.create(false)) {
        Poll.awaitThroughSignals(silent.number(), Poll.IN, deadlineNs - Clock.monotonicNs());
      }
      return "nudged, and nothing else";
    }
  }

  @Test
  void whatNobodyMayIgnoreIsAnError() {
    assertThatThrownBy(() -> ThisProcess.ignore(Signal.KILL))
        .hasMessage("sigaction(KILL): EINVAL (invalid argument)");
    assertThatThrownBy(() -> ThisProcess.interruptCallsOn(Signal.STOP))
        .hasMessageContaining("EINVAL");
  }

  @Test
  void theDescriptorLimitIsRaisedAsFarAsAllowed() {
    List<String> lowLimits =
        List.of("sh", "-c", "ulimit -Sn 100; ulimit -Hn 300; exec \"$@\"", "-");
    try (Child child = Child.start(lowLimits, List.of("-XX:-MaxFDLimit"), Raiser.class)) {
      assertThat(child.line()).isEqualTo("100, 100, 200, 200, 300, 300");
    }
  }

  @Test
  void whatIsNoTerminalHasNoColumns() {
    assertThat(ThisProcess.terminalColumns(-1)).isEmpty();
  }

  static final class Raiser {
    static void main() {
      Child.boundLife();
      long before = ThisProcess.descriptorLimit();
      long lowered = ThisProcess.raiseDescriptorLimit(50);
      long raised = ThisProcess.raiseDescriptorLimit(200);
      long seen = ThisProcess.descriptorLimit();
      long most = ThisProcess.raiseDescriptorLimit(100_000);
      Child.say(
          "%d, %d, %d, %d, %d, %d"
              .formatted(before, lowered, raised, seen, most, ThisProcess.descriptorLimit()));
    }
  }

  /** A field of /proc/PID/stat, counted from the state, which follows the name in brackets. */
  private static int statField(int pid, int index) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[index]);
  }

  private static boolean ignores(int pid, Signal signal) throws IOException {
    String mask =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(mask, 16) >>> (signal.number() - 1) & 1) == 1;
  }

  private static boolean isAlive(int pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
