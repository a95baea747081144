package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class UringProbeTest {
  private static String refusal(Errno errno, String disabled) {
    return UringProbe.refusal(LinuxException.of(errno.asResult(), "io_uring_setup", 1), disabled);
  }

  @Test
  void whatCanBeMadeIsAvailable() {
    Uring.assumeAvailable();
    try (IoUring ring = IoUring.create(1, 1, IoUring.Completing.IN_ANY_CALL)) {
      assertThat(ring.number()).isPositive();
    }
    assertThat(IoUring.unavailable(UringOperation.ACCEPT, UringOperation.POLL_ADD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENOSYS |   | Linux 5.11
          ENOSYS | 0 | seccomp
          EPERM  | 2 | switched off: see sysctl kernel.io_uring_disabled, which is 2
          EPERM  | 1 | kernel.io_uring_group
          EPERM  | 0 | not by sysctl kernel.io_uring_disabled: a seccomp filter
          EPERM  |   | seccomp filter
          ENOMEM | 0 | ulimit -l
          EMFILE | 0 | io_uring_setup(1): EMFILE (too many open files)
          """)
  void refusalsAreToldInWordsForPeople(Errno errno, String disabled, String expected) {
    assertThat(refusal(errno, disabled == null ? "" : disabled)).contains(expected);
  }

  @Test
  void operationsHaveTheNumbersOfTheKernel() {
    assertThat(UringOperation.NOP.opcode()).isZero();
    assertThat(UringOperation.ACCEPT.opcode()).isEqualTo(13);
    assertThat(UringOperation.SOCKET.opcode()).isEqualTo(45);
    assertThat(UringOperation.values())
        .extracting(UringOperation::opcode)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
