package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.ThisProcess;

/** What a thread sleeps in tells a lock from the address it waits at. */
@Timeout(20)
class LockWaitTest {
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final String FUTEX = ARM ? "98" : "202";
  private static final String FCNTL = ARM ? "25" : "72";
  private static final String REST = " 0x0 0x0 0x7ffd0 0x7f00";

  @Test
  void aMutexThatIsTakenAndWaitedForIsALock() {
    assertThat(LockWait.isLock(FUTEX + " 0x7f01 0x0 0x80001234 0x0" + REST)).isTrue();
    assertThat(LockWait.isLock(FUTEX + " 0x7f01 0x80 0x2 0x0" + REST)).isTrue();
    assertThat(LockWait.isLock(FUTEX + " 0x7f01 0x189 0x80001234 0x7ffe" + REST)).isTrue();
  }

  @Test
  void aLookAtALockAfterAWhileIsOne() {
    assertThat(LockWait.isLock(FUTEX + " 0x7f01 0x0 0x0 0x7ffe" + REST)).isTrue();
  }

  @Test
  void aWaitForAFileLockIsOne() {
    assertThat(LockWait.isLock(FCNTL + " 0x5 0x26 0x7f01 0x0" + REST)).isTrue();
    assertThat(LockWait.isLock(FCNTL + " 0x5 0x7 0x7f01 0x0" + REST)).isTrue();
    assertThat(LockWait.isLock(FCNTL + " 0x5 0x3 0x7f01 0x0" + REST)).isFalse();
  }

  @Test
  void aFlagThatIsDownIsNone() {
    assertThat(LockWait.isLock(FUTEX + " 0x7f01 0x0 0x0 0x0" + REST)).isFalse();
  }

  @Test
  void anAcceptAndARunningThreadAreNone() {
    assertThat(LockWait.isLock("43 0x5 0x0 0x0 0x0" + REST)).isFalse();
    assertThat(LockWait.isLock("running")).isFalse();
    assertThat(LockWait.isUnderWay(new Task(ThisProcess.pid(), ThisProcess.tid()))).isFalse();
  }
}
