package stampede.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ArchitectureTest {
  @Test
  void epollEventIsPackedOnX86() {
    MemoryLayout packed =
        MemoryLayout.structLayout(
            JAVA_INT.withName("events"), JAVA_LONG.withByteAlignment(4).withName("data"));

    assertThat(Architecture.X86_64.epollEventBytes)
        .isEqualTo((int) packed.byteSize())
        .isEqualTo(12);
    assertThat(Architecture.X86_64.epollDataOffset).isEqualTo(offset(packed, "data")).isEqualTo(4);
  }

  @Test
  void epollEventIsPaddedOnAarch64() {
    MemoryLayout padded =
        MemoryLayout.structLayout(
            JAVA_INT.withName("events"), MemoryLayout.paddingLayout(4), JAVA_LONG.withName("data"));

    assertThat(Architecture.AARCH64.epollEventBytes)
        .isEqualTo((int) padded.byteSize())
        .isEqualTo(16);
    assertThat(Architecture.AARCH64.epollDataOffset).isEqualTo(offset(padded, "data")).isEqualTo(8);
  }

  @Test
  void futexHasTheNumberOfEachTable() {
    assertThat(Architecture.X86_64.futexCall).isEqualTo(202);
    assertThat(Architecture.AARCH64.futexCall).isEqualTo(98);
  }

  @Test
  void bpfHasTheNumberOfEachTable() {
    assertThat(Architecture.X86_64.bpfCall).isEqualTo(321);
    assertThat(Architecture.AARCH64.bpfCall).isEqualTo(280);
  }

  @Test
  void perfEventOpenHasTheNumberOfEachTable() {
    assertThat(Architecture.X86_64.perfEventOpenCall).isEqualTo(298);
    assertThat(Architecture.AARCH64.perfEventOpenCall).isEqualTo(241);
  }

  @Test
  void aMutexFitsTheRoomOfALockOnEveryMachine() {
    for (Architecture architecture : Architecture.values()) {
      assertThat(architecture.mutexBytes).isLessThanOrEqualTo(RobustLock.SIZE_BYTES);
    }
  }

  @Test
  void msghdrIsLaidOutAsOnEvery64BitMachine() {
    MemoryLayout msghdr =
        MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("namelen"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("iov"),
            JAVA_LONG.withName("iovlen"),
            ADDRESS.withName("control"),
            JAVA_LONG.withName("controllen"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4));

    assertThat(msghdr.byteSize()).isEqualTo(MessageHeader.SIZE_BYTES).isEqualTo(56);
    assertThat(offset(msghdr, "iov")).isEqualTo(MessageHeader.VECTOR_OFFSET);
    assertThat(offset(msghdr, "iovlen")).isEqualTo(MessageHeader.VECTOR_COUNT_OFFSET);
    assertThat(offset(msghdr, "control")).isEqualTo(MessageHeader.CONTROL_OFFSET);
    assertThat(offset(msghdr, "controllen")).isEqualTo(MessageHeader.CONTROL_LENGTH_OFFSET);
    assertThat(offset(msghdr, "flags")).isEqualTo(MessageHeader.FLAGS_OFFSET);
  }

  @Test
  void smallStructuresFitTheScratch() {
    MemoryLayout flock =
        MemoryLayout.structLayout(
            JAVA_SHORT,
            JAVA_SHORT,
            MemoryLayout.paddingLayout(4),
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            MemoryLayout.paddingLayout(4));
    MemoryLayout timespec = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
    MemoryLayout itimerspec = MemoryLayout.structLayout(timespec, timespec);
    MemoryLayout pollfd = MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT);

    assertThat(timespec.byteSize()).isEqualTo(16);
    assertThat(flock.byteSize()).isEqualTo(32).isLessThanOrEqualTo(Native.scratch().byteSize());
    assertThat(itimerspec.byteSize()).isLessThanOrEqualTo(Native.scratch().byteSize());
    assertThat(pollfd.byteSize() + timespec.byteSize())
        .isLessThanOrEqualTo(Native.scratch().byteSize());
  }

  @Test
  void addressesHaveTheSizesTheKernelExpects() {
    assertThat(Address.parse("127.0.0.1:1").encode().sizeBytes()).isEqualTo(16);
    assertThat(Address.parse("[::1]:1").encode().sizeBytes()).isEqualTo(28);
    assertThat(Address.parse("unix:/a").encode().sizeBytes()).isEqualTo(2 + 2 + 1);
    assertThat(Address.parse("unix:@a").encode().sizeBytes()).isEqualTo(2 + 2);
  }

  @Test
  void knowsTheMachinesByTheNamesOfJava() {
    assertThat(Architecture.of("Linux", "amd64")).isEqualTo(Architecture.X86_64);
    assertThat(Architecture.of("Linux", "aarch64")).isEqualTo(Architecture.AARCH64);
  }

  @Test
  void refusesOtherMachinesByName() {
    assertThatThrownBy(() -> Architecture.of("Linux", "riscv64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("x86-64 and aarch64 only, not Linux on riscv64");
    assertThatThrownBy(() -> Architecture.of("Mac OS X", "aarch64"))
        .hasMessageContaining("not Mac OS X on aarch64");
  }

  @Test
  void refusesAnUnknownMachineAtTheFirstCall() {
    try (Child child =
        Child.start(java.util.List.of(), java.util.List.of("-Dos.arch=riscv64"), FirstCall.class)) {
      assertThat(child.line()).contains("not Linux on riscv64");
    }
  }

  static final class FirstCall {
    static void main() {
      Child.boundLife();
      try {
        ThisProcess.pid();
        Child.say("went through");
      } catch (ExceptionInInitializerError refused) {
        Child.say(refused.getCause().getMessage());
      }
    }
  }

  private static int offset(MemoryLayout layout, String name) {
    return (int) layout.byteOffset(PathElement.groupElement(name));
  }
}
