package stampede.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.linux.Errno;
import stampede.linux.Sockets;

@Timeout(20)
class AttemptTest {
  private static final int TIMES = 10_000;

  private final Attempt.Reading reading = new Attempt.Reading();

  @Test
  void descriptorIsAnAcceptedConnection() {
    for (int descriptor : new int[] {0, 7}) {
      assertThat(reading.of(descriptor))
          .isInstanceOfSatisfying(
              Attempt.Accepted.class,
              accepted -> assertThat(accepted.connection()).isEqualTo(descriptor));
    }
  }

  @Test
  void nothingThereAndSignalsAreValuesOfTheirOwn() {
    assertThat(reading.of(Sockets.WOULD_BLOCK)).isSameAs(Attempt.EMPTY);
    assertThat(reading.of(Sockets.INTERRUPTED)).isSameAs(Attempt.INTERRUPTED);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EAGAIN", "EINTR", "UNKNOWN"})
  void everyOtherErrorKeepsItsName(Errno errno) {
    assertThat(reading.of(errno.asResult())).isEqualTo(new Attempt.Failed(errno));
    assertThat(reading.of(errno.asResult())).isSameAs(reading.of(errno.asResult()));
  }

  @Test
  void errorOutsideTheTableIsUnknown() {
    assertThat(reading.of(-4000)).isEqualTo(new Attempt.Failed(Errno.UNKNOWN));
  }

  @Test
  void readingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] results = {
      3, Sockets.WOULD_BLOCK, Sockets.INTERRUPTED, Errno.EMFILE.asResult(), -4000,
    };
    readMany(results);
    long before = threads.getCurrentThreadAllocatedBytes();
    readMany(results);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes in %d readings", TIMES * results.length)
        .isLessThan(TIMES);
  }

  private void readMany(int[] results) {
    for (int i = 0; i < TIMES; i++) {
      for (int result : results) {
        reading.of(result);
      }
    }
  }
}
