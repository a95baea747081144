package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class SharedMemoryTest {
  private static final long SIZE_BYTES = 10_000;

  @Test
  void isZeroAtFirstAndOfTheSizeAskedFor() {
    try (SharedMemory memory = SharedMemory.create("zero", SIZE_BYTES)) {
      assertThat(memory.sizeBytes()).isEqualTo(SIZE_BYTES);
      assertThat(memory.getBytes(0, (int) SIZE_BYTES)).containsOnly(0);
      assertThatThrownBy(() -> memory.putByte(SIZE_BYTES, (byte) 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void everyMappingSeesTheSameBytes() {
    try (SharedMemory memory = SharedMemory.create("same", SIZE_BYTES);
        SharedMemory again = SharedMemory.open(memory.descriptor().duplicate())) {
      assertThat(again.sizeBytes()).isEqualTo(SIZE_BYTES);

      memory.putLongRelease(8, 42);
      again.getAndAddLong(8, 1);

      assertThat(memory.getLongAcquire(8)).isEqualTo(43);
    }
  }

  @Test
  void wholePagesOfADiscardedRangeTakeNoMemoryAndAreZeroForEverybody() {
    try (SharedMemory memory = SharedMemory.create("discard", 1 << 20);
        SharedMemory again = SharedMemory.open(memory.descriptor().duplicate())) {
      for (int at = 0; at < 1 << 20; at += 8) {
        memory.putLong(at, at + 1);
      }
      assertThat(memory.usedBytes()).isEqualTo(1 << 20);

      long end = memory.discard(100, 600_000);

      assertThat(end).isBetween(600_100L - (1 << 16), 600_100L);
      assertThat(memory.usedBytes()).isBetween((1L << 20) - 600_000, (1L << 20) - 400_000);
      assertThat(again.getLong(96)).isEqualTo(97);
      assertThat(again.getLong(end)).isEqualTo(end + 1);
      assertThat(again.getLong(end - 8)).isZero();
      assertThat(memory.discard(8, 8)).as("no whole page").isEqualTo(8);
      assertThat(memory.getLong(8)).isEqualTo(9);
      assertThatThrownBy(() -> memory.discard(1 << 20, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aReadOnlyMappingReadsAndRefusesStores() {
    try (SharedMemory memory = SharedMemory.create("read", SIZE_BYTES);
        SharedMemory reader = SharedMemory.openReadOnly(memory.descriptor().duplicate())) {
      memory.putLongRelease(0, 7);

      assertThat(reader.getLongAcquire(0)).isEqualTo(7);
      assertThatThrownBy(() -> reader.putLong(0, 1)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> reader.putLongRelease(0, 1)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> reader.putBytes(0, new byte[1]))
          .isInstanceOf(RuntimeException.class);
      assertThat(memory.getLong(0)).isEqualTo(7);
    }
  }

  @Test
  void anAccessAfterCloseThrows() {
    SharedMemory memory = SharedMemory.create("closed", SIZE_BYTES);
    memory.close();
    memory.close();

    assertThat(memory.descriptor().isClosed()).isTrue();
    assertThatThrownBy(() -> memory.getLong(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> memory.putLongRelease(0, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isUnmappedByClosing() throws IOException {
    try (SharedMemory memory = SharedMemory.create("seen-by-name", SIZE_BYTES)) {
      memory.putByte(0, (byte) 1);
      assertThat(maps()).contains("/memfd:seen-by-name");
    }
    assertThat(maps()).doesNotContain("/memfd:seen-by-name");
  }

  private static String maps() throws IOException {
    return Files.readString(Path.of("/proc/self/maps"));
  }

  @Test
  void whatAKilledProcessWroteStays() {
    try (SharedMemory memory = SharedMemory.create("survivor", SIZE_BYTES);
        Passing passing = new Passing();
        Child writer = Child.start(Writer.class, passing.name());
        MessageChannel channel = passing.give(memory.descriptor())) {
      await().until(() -> memory.getLongAcquire(0) > 1000);

      writer.kill();

      assertThat(channel.isAbandoned()).isTrue();
      long last = memory.getLongAcquire(0);
      assertThat(memory.getLong(8))
          .as("written before what was released")
          .isBetween(last, last + 1);
      assertThat(memory.getText(16, 5)).isEqualTo("alive");
    }
  }

  static final class Writer {
    static void main(String[] arguments) {
      Child.boundLife();
      SharedMemory memory = SharedMemory.open(Passing.take(arguments[0]).getFirst());
      memory.putBytes(16, new byte[] {'a', 'l', 'i', 'v', 'e'});
      for (long count = 1; count > 0; count++) {
        memory.putLong(8, count);
        memory.putLongRelease(0, count);
      }
      memory.close();
    }
  }

  @Test
  void countsOfTwoProcessesAddUp() {
    try (SharedMemory memory = SharedMemory.create("sum", SIZE_BYTES);
        Passing passing = new Passing();
        Child adder = Child.start(Adder.class, passing.name());
        MessageChannel channel = passing.give(memory.descriptor())) {
      for (int i = 0; i < Adder.TIMES; i++) {
        memory.getAndAddLong(0, 1);
      }

      assertThat(adder.line()).isEqualTo("added");
      assertThat(channel.isClosed()).isFalse();
      assertThat(memory.getLongAcquire(0)).isEqualTo(2 * Adder.TIMES);
    }
  }

  static final class Adder {
    static final int TIMES = 100_000;

    static void main(String[] arguments) {
      Child.boundLife();
      try (SharedMemory memory = SharedMemory.open(Passing.take(arguments[0]).getFirst())) {
        for (int i = 0; i < TIMES; i++) {
          memory.getAndAddLong(0, 1);
        }
        Child.say("added");
      }
    }
  }

  @Test
  void refusesSizesThatCannotBeMappedAndKeepsNothingOpen() throws IOException {
    for (long sizeBytes : new long[] {0, -1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> SharedMemory.create("refused", sizeBytes))
          .isInstanceOf(LinuxException.class);
    }
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(descriptors.map(SharedMemoryTest::target)).noneMatch(t -> t.contains("refused"));
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void whatCannotBeMappedIsClosedAllTheSame() {
    Descriptor socket = Pair.stream(Pair.LOOPBACK, 0);

    assertThatThrownBy(() -> SharedMemory.open(socket)).isInstanceOf(LinuxException.class);
    assertThat(socket.isClosed()).isTrue();
  }
}
