package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class WireTest {
  private static final int FUZZED = 200_000;

  static Stream<Message> messages() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, -1});
    return Stream.of(
        new Message.Call(),
        new Message.Hello("agent ä on host", 4),
        new Message.Prepare(-5, "order\nwith=lines"),
        new Message.Ready(Long.MAX_VALUE, Long.MIN_VALUE, ""),
        new Message.Refused(3, "too few descriptors"),
        new Message.Ping(3, Integer.MAX_VALUE),
        new Message.Pong(3, 4, -5, 6),
        new Message.Go(3, 9, -1),
        new Message.Interval(3, 0, progress(bytes)),
        new Message.Said(3, 7, "ended\nserver=2"),
        new Message.Answer(3, "take\nserver=2"),
        new Message.Done(3, "x".repeat(100_000)),
        new Message.Evidence(3, true, bytes),
        new Message.Evidence(3, false, ByteBuffer.allocate(0)),
        new Message.Verdict(3, "pass"),
        new Message.Stop(3, "over"));
  }

  private static Work.Progress progress(ByteBuffer latencies) {
    return new Work.Progress(9, 5, 4, 3, 2, 1, -7, 8, true, latencies);
  }

  private static Message read(byte[] bytes) {
    return Wire.decode(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsWrittenIsRead(Message message) {
    assertThat(read(Wire.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsReadWhereverItLies(Message message) {
    byte[] bytes = Wire.encode(message);
    byte[] among = new byte[bytes.length + 7];
    Arrays.fill(among, (byte) 0x5a);
    System.arraycopy(bytes, 0, among, 3, bytes.length);
    assertThat(Wire.decode(among, 3, bytes.length)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageCutAnywhereIsRefused(Message message) {
    byte[] bytes = Wire.encode(message);
    int step = Math.max(1, bytes.length / 200);
    for (int length = 0; length < bytes.length; length += step) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedMessageException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsLeftOverIsRefused(Message message) {
    byte[] bytes = Wire.encode(message);
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("1 bytes are left over");
  }

  @Test
  void anotherVersionIsNamed() {
    byte[] bytes = Wire.encode(new Message.Call());
    bytes[0] = 7;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("version 7");
  }

  @Test
  void aLengthIsNotBelieved() {
    byte[] bytes = Wire.encode(new Message.Hello("abc", 1));
    ByteBuffer.wrap(bytes).putInt(2, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("it tells of 2147483647 bytes and has 11");
  }

  @Test
  void whatIsLongerThanItsBoundIsRefusedOnBothSides() {
    assertThatThrownBy(() -> new Message.Hello("ä".repeat(Message.NAME_BYTES / 2 + 1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] name = new byte[Message.NAME_BYTES + 1];
    byte[] bytes = new Encoding((byte) 1).block(ByteBuffer.wrap(name)).number(1).bytes();
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aMessageLongerThanAnyIsNotLookedAt() {
    byte[] bytes = new byte[Wire.MOST_BYTES + 1];
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void textThatIsNoTextIsRefused() {
    byte[] bytes = Wire.encode(new Message.Hello("abc", 1));
    bytes[8] = (byte) 0xff;
    assertThatThrownBy(() -> read(bytes)).hasMessage("its text is not UTF-8");
  }

  @Test
  void aCountBelowNothingIsRefused() {
    byte[] bytes = Wire.encode(new Message.Interval(3, 0, progress(ByteBuffer.allocate(0))));
    ByteBuffer.wrap(bytes).putLong(18, -1);
    assertThatThrownBy(() -> read(bytes)).hasMessage("-1 cannot be a count");
  }

  @Test
  void whateverComesIsReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<byte[]> good = messages().map(Wire::encode).filter(bytes -> bytes.length < 500).toList();
    int read = 0;
    for (int i = 0; i < FUZZED; i++) {
      byte[] bytes = mutated(good.get(random.nextInt(good.size())), random);
      try {
        Message message = read(bytes);
        assertThat(Wire.encode(message)).as("seed " + seed).isEqualTo(bytes);
        read++;
      } catch (MalformedMessageException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).isNotBlank();
      }
    }
    assertThat(read).as("seed " + seed).isPositive();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] other = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(5) - 2));
    for (int i = random.nextInt(3); i > 0 && other.length > 0; i--) {
      other[random.nextInt(other.length)] = (byte) random.nextInt();
    }
    return other;
  }
}
