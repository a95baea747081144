package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.NativeBuffer;

@Timeout(60)
class RawProtocolTest {
  private static final long ID = RequestId.of(1, 2, 3);
  // an odd offset: messages need no alignment
  private static final long AT = 3;

  private final NativeBuffer memory = NativeBuffer.allocate(128);

  private void putRequest() {
    RawProtocol.putRequest(memory, AT, ID, Work.Kind.SPIN, 50_000);
  }

  private void putAnswer() {
    RawProtocol.prepareAnswer(memory, AT, 7, 4242);
    RawProtocol.putAnswer(
        memory, AT, RawProtocol.STATUS_OK, 5, ID, 1_000_000_000, 1_000_020_000, 1_000_070_000);
  }

  private String hex(int length) {
    return HexFormat.of().formatHex(memory.getBytes(AT, length));
  }

  @Test
  void theRequestOfTheDocumentIsWrittenByteForByte() {
    putRequest();
    assertThat(hex(RawProtocol.REQUEST_BYTES)).isEqualTo(ProtocolDocument.bytes("request"));
  }

  @Test
  void theAnswerOfTheDocumentIsWrittenByteForByte() {
    putAnswer();
    assertThat(hex(RawProtocol.ANSWER_BYTES)).isEqualTo(ProtocolDocument.bytes("answer"));
  }

  @Test
  void aRequestIsReadAsItWasWritten() {
    putRequest();
    assertThat(RawProtocol.isRequest(memory, AT)).isTrue();
    assertThat(RawProtocol.id(memory, AT)).isEqualTo(ID);
    assertThat(RawProtocol.workKind(memory, AT)).isEqualTo(Work.Kind.SPIN);
    assertThat(RawProtocol.workNs(memory, AT)).isEqualTo(50_000);
  }

  @Test
  void anAnswerIsReadAsItWasWritten() {
    putAnswer();
    assertThat(RawProtocol.isAnswer(memory, AT)).isTrue();
    assertThat(RawProtocol.id(memory, AT)).isEqualTo(ID);
    assertThat(RawProtocol.status(memory, AT)).isEqualTo(RawProtocol.STATUS_OK);
    assertThat(RawProtocol.cpu(memory, AT)).isEqualTo(5);
    assertThat(RawProtocol.acceptedNs(memory, AT)).isEqualTo(1_000_000_000);
    assertThat(RawProtocol.begunNs(memory, AT)).isEqualTo(1_000_020_000);
    assertThat(RawProtocol.completedNs(memory, AT)).isEqualTo(1_000_070_000);
    assertThat(RawProtocol.handler(memory, AT)).isEqualTo(7);
  }

  @Test
  void oneTakenForTheOtherIsSeen() {
    putRequest();
    assertThat(RawProtocol.isAnswer(memory, AT)).isFalse();
    putAnswer();
    assertThat(RawProtocol.isRequest(memory, AT)).isFalse();
  }

  @Test
  void everyFlippedBitAndEveryTwoOfARequestAreSeen() {
    putRequest();
    assertThat(undetected(RawProtocol.REQUEST_BYTES, () -> RawProtocol.isRequest(memory, AT)))
        .isZero();
  }

  @Test
  void everyFlippedBitAndEveryTwoOfAnAnswerAreSeen() {
    putAnswer();
    assertThat(undetected(RawProtocol.ANSWER_BYTES, () -> RawProtocol.isAnswer(memory, AT)))
        .isZero();
  }

  private int undetected(int length, BooleanSupplier looksWhole) {
    int undetected = 0;
    for (int first = 0; first < length * 8; first++) {
      flip(first);
      undetected += looksWhole.getAsBoolean() ? 1 : 0;
      for (int second = first + 1; second < length * 8; second++) {
        flip(second);
        undetected += looksWhole.getAsBoolean() ? 1 : 0;
        flip(second);
      }
      flip(first);
    }
    assertThat(looksWhole.getAsBoolean()).isTrue();
    return undetected;
  }

  private void flip(int bit) {
    long at = AT + bit / 8;
    memory.putByte(at, (byte) (memory.getByte(at) ^ 1 << (bit % 8)));
  }

  @Test
  void aTornMessageIsSeen() {
    putAnswer();
    byte[] first = memory.getBytes(AT, RawProtocol.ANSWER_BYTES);
    RawProtocol.putAnswer(memory, AT, RawProtocol.STATUS_OK, 5, ID + 1, 10, 20, 30);
    // the first words of both are the same
    for (int taken = 16; taken < RawProtocol.ANSWER_BYTES; taken += 8) {
      byte[] second = memory.getBytes(AT, RawProtocol.ANSWER_BYTES);
      NativeBuffer torn = NativeBuffer.of(first);
      torn.putBytes(taken, Arrays.copyOfRange(second, taken, second.length));
      assertThat(RawProtocol.isAnswer(torn, 0)).as("torn at %s", taken).isFalse();
    }
  }

  @Test
  void anIdOfZeroIsNoRequest() {
    RawProtocol.putRequest(memory, AT, 0, Work.Kind.NONE, 0);
    assertThat(RawProtocol.isRequest(memory, AT)).isFalse();
  }

  @Test
  void workPastTheSignBitIsNoRequest() {
    RawProtocol.putRequest(memory, AT, ID, Work.Kind.SPIN, -1);
    assertThat(RawProtocol.isRequest(memory, AT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 1023, 65535})
  void everyCpuNumberFits(int cpu) {
    RawProtocol.prepareAnswer(memory, AT, 0, 1);
    RawProtocol.putAnswer(memory, AT, RawProtocol.STATUS_MALFORMED, cpu, 0, 1, 2, 3);
    assertThat(RawProtocol.cpu(memory, AT)).isEqualTo(cpu);
    assertThat(RawProtocol.status(memory, AT)).isEqualTo(RawProtocol.STATUS_MALFORMED);
    assertThat(RawProtocol.isAnswer(memory, AT)).isTrue();
  }

  @Test
  void nothingBeyondAMessageIsTouched() {
    putAnswer();
    assertThat(memory.getBytes(0, (int) AT)).containsOnly(0);
    int end = (int) AT + RawProtocol.ANSWER_BYTES;
    assertThat(memory.getBytes(end, 128 - end)).containsOnly(0);
  }

  @Test
  void anExchangeAllocatesNothing() {
    Allocation.assertNone(
        () -> {
          putRequest();
          if (RawProtocol.isRequest(memory, AT)) {
            RawProtocol.workKind(memory, AT);
          }
          putAnswer();
          RawProtocol.isAnswer(memory, AT);
        });
  }
}
