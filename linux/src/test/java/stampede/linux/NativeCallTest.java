package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class NativeCallTest {
  private static final long SEEK_SET = 0;
  private static final long CLOSE_ON_X86_64 = 3;
  private static final long CLOSE_ON_AARCH64 = 57;

  private final long closeNumber =
      Native.ARCHITECTURE == Architecture.X86_64 ? CLOSE_ON_X86_64 : CLOSE_ON_AARCH64;

  @Test
  void anErrorIsTheNegativeErrnoHoweverTheCallIsMade() {
    int expected = Errno.EBADF.asResult();

    assertThat(NativeCall.blocking("close").call(-5)).isEqualTo(expected);
    assertThat(NativeCall.quick("close").call(-5)).isEqualTo(expected);
    assertThat(NativeCall.systemCall("close", closeNumber).call(-5)).isEqualTo(expected);
    assertThat(NativeCall.quickSystemCall("close", closeNumber).call(-5)).isEqualTo(expected);
  }

  @Test
  void everyThreadHasItsOwnErrno() throws Exception {
    NativeCall dup = NativeCall.blocking("dup");
    NativeCall listen = NativeCall.blocking("listen");
    int[] others = new int[1_000];
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < others.length; i++) {
                    others[i] = listen.call(2, 1);
                  }
                });
    for (int i = 0; i < others.length; i++) {
      assertThat(dup.call(-1)).isEqualTo(Errno.EBADF.asResult());
    }
    other.join();

    assertThat(others).containsOnly(Errno.ENOTSOCK.asResult());
  }

  @Test
  void sixArgumentsArriveInOrderAlsoInAVariadicFunction() {
    NativeBuffer text = NativeBuffer.allocate(64);
    NativeBuffer format = NativeBuffer.of("%ld %ld %ld\0".getBytes(StandardCharsets.US_ASCII));

    int length =
        NativeCall.blocking("snprintf").call(text.address(), 64, format.address(), 1, -2, 1L << 40);

    assertThat(new String(text.getBytes(0, length), StandardCharsets.US_ASCII))
        .isEqualTo("1 -2 1099511627776");
  }

  /** What looks like -1 in 32 bits is a position in 64. */
  @Test
  void aSystemCallGivesAWholeLong() {
    long position = (1L << 32) - 1;
    try (SharedMemory memory = SharedMemory.create("long", 1)) {
      NativeCall lseek = NativeCall.systemCall("lseek", Native.ARCHITECTURE.lseekCall);

      assertThat(lseek.callLong(memory.descriptor().number(), position, SEEK_SET, 0, 0, 0))
          .isEqualTo(position);
      assertThat(lseek.callLong(memory.descriptor().number(), -1, SEEK_SET, 0, 0, 0))
          .isEqualTo(Errno.EINVAL.asResult());
    }
  }

  @Test
  void aFunctionThatLibcHasNotIsNamed() {
    assertThatThrownBy(() -> NativeCall.blocking("no_such_function"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("libc here has no function no_such_function");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theThunksOfEveryMachineFitTheirPlaces(Architecture architecture) {
    assertThat(Thunks.function(architecture)).hasSizeBetween(20, 48);
    assertThat(Thunks.systemCall(architecture)).hasSizeBetween(8, 64);
  }
}
