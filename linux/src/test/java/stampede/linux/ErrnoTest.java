package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(20)
class ErrnoTest {
  private static final int LARGEST = 133;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
  void numberNameAndMeaningAreThoseOfLibc(Errno errno) throws Throwable {
    int number = -errno.asResult();

    assertThat(text("strerrorname_np", number)).isEqualTo(errno.name());
    assertThat(text("strerror", number)).isEqualToIgnoringCase(errno.meaning());
    assertThat(Errno.of(-number)).isEqualTo(errno);
  }

  @Test
  void everyNumberOfTheKernelHasAName() {
    // 41 and 58 are second names of EAGAIN and EDEADLK and have no number of their own
    int[] unnamed = {41, 58};

    for (int number = 1; number <= LARGEST; number++) {
      boolean expected = Arrays.binarySearch(unnamed, number) < 0;
      assertThat(Errno.of(-number) != Errno.UNKNOWN).as("errno %s", number).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNoErrorIsUnknown() {
    assertThat(Errno.of(0)).isEqualTo(Errno.UNKNOWN);
    assertThat(Errno.of(7)).isEqualTo(Errno.UNKNOWN);
    assertThat(Errno.of(-100_000)).isEqualTo(Errno.UNKNOWN);
    assertThat(Errno.of(Integer.MIN_VALUE)).isEqualTo(Errno.UNKNOWN);
  }

  /** Called by the linker itself, for the function returns a pointer. */
  @SuppressWarnings("restricted") // reads a C string that libc owns
  private static String text(String function, int number) throws Throwable {
    FunctionDescriptor shape = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    MethodHandle handle = Native.link(Native.symbol(function), shape);
    MemorySegment text = (MemorySegment) handle.invokeExact(number);
    return text.reinterpret(200).getString(0);
  }
}
