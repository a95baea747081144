package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** What tests of rings share. */
final class Uring {
  private Uring() {}

  /** Skips the test, with the reason, where the kernel has or allows no io_uring. */
  static void assumeAvailable(UringOperation... needed) {
    Optional<String> unavailable = IoUring.unavailable(needed);
    assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
  }

  /** The result of the one completion with {@code userData}. */
  static int resultOf(Completions completions, long userData) {
    int found = -1;
    for (int i = 0; i < completions.ready(); i++) {
      if (completions.userData(i) == userData) {
        assertThat(found).as("completions of %d", userData).isEqualTo(-1);
        found = i;
      }
    }
    assertThat(found).as("the completion of %d", userData).isNotNegative();
    return completions.result(found);
  }
}
