package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RepeatedAnswerTest {
  @Test
  void aWholeAnswerIsRightHoweverItIsCutAndHoweverOften() {
    RepeatedAnswer answer = RepeatedAnswer.of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready");
    for (int pieceBytes = 1; pieceBytes < 60; pieceBytes++) {
      assertThat(answer.isRight(pieceBytes)).isTrue();
      assertThat(answer.isRight(pieceBytes)).isTrue();
    }
  }

  @Test
  void anAnswerThatIsCutShortOrRefusedOrTooLongIsNotRight() {
    assertThat(RepeatedAnswer.of("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nready").isRight(9))
        .isFalse();
    assertThat(RepeatedAnswer.of("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n").isRight(9))
        .isFalse();
    assertThat(RepeatedAnswer.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore").isRight(9))
        .isFalse();
    assertThat(RepeatedAnswer.of("hello").isRight(9)).isFalse();
  }
}
