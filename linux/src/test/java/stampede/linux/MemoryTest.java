package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MemoryTest {
  private final NativeBuffer memory = NativeBuffer.allocate(64);

  @Test
  void isZeroAndAlignedToACacheLineAtFirst() {
    assertThat(memory.getBytes(0, 64)).containsOnly(0);
    assertThat(memory.address(0, 64) % 64).isZero();
    assertThat(memory.sizeBytes()).isEqualTo(64);
  }

  @Test
  void holdsExactlyTheBytesItIsMadeOf() {
    assertThat(NativeBuffer.of(new byte[] {1, 2, 3}).getBytes(0, 3)).containsExactly(1, 2, 3);
    assertThat(NativeBuffer.of(new byte[0]).sizeBytes()).isEqualTo(1);
  }

  @Test
  void copiesAPartOfAnArrayInAndOut() {
    byte[] bytes = new byte[4];

    memory.putBytes(3, new byte[] {1, 2, 3, 4}, 1, 2);
    memory.getBytes(2, bytes, 1, 3);

    assertThat(bytes).containsExactly(0, 0, 2, 3);
    assertThat(memory.getByte(5)).isZero();
  }

  @Test
  void refusesWhatLiesOutside() {
    assertThatThrownBy(() -> memory.getLong(64)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.getLong(-8)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.putByte(64, (byte) 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.putBytes(60, new byte[5]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    byte[] bytes = new byte[8];
    assertThatThrownBy(() -> memory.putBytes(60, bytes, 0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.getBytes(60, bytes, 0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.getBytes(0, bytes, 6, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.putIntNetwork(61, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.address(60, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.address(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesWhatIsNotOnItsBoundary() {
    assertThatThrownBy(() -> memory.getLong(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> memory.getLongAcquire(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> memory.putInt(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void networkOrderPutsTheHighByteFirstAtAnyOffset() {
    memory.putLongNetwork(1, 0x0102030405060708L);
    memory.putIntNetwork(9, 0x0a0b0c0d);

    assertThat(memory.getBytes(1, 12)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13);
    assertThat(memory.getLongNetwork(1)).isEqualTo(0x0102030405060708L);
    assertThat(memory.getIntNetwork(9)).isEqualTo(0x0a0b0c0d);
  }

  @Test
  void everyAccessOfALongReadsWhatTheOthersWrote() {
    memory.putLong(8, 1);
    assertThat(memory.getLongAcquire(8)).isEqualTo(1);
    memory.putLongRelease(8, 2);
    assertThat(memory.getLongOpaque(8)).isEqualTo(2);
    memory.putLongOpaque(8, 3);
    assertThat(memory.getAndAddLong(8, 4)).isEqualTo(3);
    assertThat(memory.compareAndSetLong(8, 6, 9)).isFalse();
    assertThat(memory.compareAndSetLong(8, 7, -9)).isTrue();
    assertThat(memory.getLong(8)).isEqualTo(-9);
  }

  @Test
  void everyAccessOfAnIntReadsWhatTheOthersWrote() {
    memory.putInt(4, 1);
    assertThat(memory.getIntAcquire(4)).isEqualTo(1);
    memory.putIntRelease(4, 2);
    assertThat(memory.getIntVolatile(4)).isEqualTo(2);
    memory.putIntVolatile(4, 3);
    assertThat(memory.getAndAddInt(4, 4)).isEqualTo(3);
    assertThat(memory.compareAndSetInt(4, 6, 9)).isFalse();
    assertThat(memory.compareAndSetInt(4, 7, -9)).isTrue();
    assertThat(memory.getInt(4)).isEqualTo(-9);
  }

  @Test
  void bytesTextAndViewsSeeTheSameMemory() {
    memory.putBytes(3, new byte[] {'h', 'e', (byte) 0xe9});
    memory.putByte(6, (byte) '!');
    ByteBuffer view = memory.asByteBuffer(3, 4);

    assertThat(memory.getText(3, 4)).isEqualTo("he\u00e9!");
    assertThat(view.get(0)).isEqualTo((byte) 'h');
    assertThat(view.remaining()).isEqualTo(4);
    assertThat(memory.getByte(6)).isEqualTo((byte) '!');
  }

  @Test
  void clearsToZero() {
    memory.putLong(56, -1);

    memory.clear();

    assertThat(memory.getBytes(0, 64)).containsOnly(0);
  }
}
