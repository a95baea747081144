package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestIdTest {
  @Test
  void keepsRunThreadAndSequence() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      int run = 1 + random.nextInt(RequestId.MAX_RUN);
      int thread = random.nextInt(RequestId.MAX_THREADS);
      long sequence = random.nextLong(1L << 40);
      long id = RequestId.of(run, thread, sequence);
      assertThat(RequestId.run(id)).as("seed %s", seed).isEqualTo(run);
      assertThat(RequestId.thread(id)).as("seed %s", seed).isEqualTo(thread);
      assertThat(RequestId.sequence(id)).as("seed %s", seed).isEqualTo(sequence);
    }
  }

  @Test
  void keepsTheEndsOfEveryRange() {
    long last = RequestId.of(65535, 255, (1L << 40) - 1);
    assertThat(last).isEqualTo(-1L);
    assertThat(RequestId.run(last)).isEqualTo(65535);
    assertThat(RequestId.thread(last)).isEqualTo(255);
    assertThat(RequestId.sequence(last)).isEqualTo((1L << 40) - 1);
  }

  @Test
  void isNeverZeroForARunThatMayBe() {
    assertThat(RequestId.of(1, 0, 0)).isNotZero();
  }

  @Test
  void isWrittenAsSixteenDigits() {
    assertThat(RequestId.text(RequestId.of(1, 2, 3))).isEqualTo("0001020000000003");
    assertThat(RequestId.text(-1)).isEqualTo("ffffffffffffffff");
  }
}
