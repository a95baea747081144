package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LinuxExceptionTest {
  @Test
  void saysTheCallItsArgumentsTheNameAndTheMeaning() {
    Address nowhere = Address.parse("unix:/no/such/folder/socket");

    LinuxException failure =
        catchThrowableOfType(
            LinuxException.class, () -> ListeningSocket.bind(nowhere, 1, false).close());

    assertThat(failure)
        .hasMessage("bind(unix:/no/such/folder/socket): ENOENT (no such file or directory)");
    assertThat(failure.call()).isEqualTo("bind");
    assertThat(failure.errno()).isEqualTo(Errno.ENOENT);
  }

  @Test
  void separatesArgumentsByCommas() {
    assertThat(LinuxException.of(Errno.EINVAL.asResult(), "listen", "fd=3", 5))
        .hasMessage("listen(fd=3, 5): EINVAL (invalid argument)");
  }

  @Test
  void keepsTheNumberOfAnErrorWithoutAName() {
    LinuxException failure = LinuxException.of(-512, "accept4", 3);

    assertThat(failure).hasMessage("accept4(3): errno 512 (unknown error)");
    assertThat(failure.errno()).isEqualTo(Errno.UNKNOWN);
  }

  @Test
  void successPassesThrough() {
    assertThat(LinuxException.check(7, "socket")).isEqualTo(7);
  }
}
