package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The document's own words, followed to the letter, lead to its own bytes. */
@Timeout(30)
class ProtocolDocumentTest {
  @Test
  void itsChecksAreWhatItsStepsGive() {
    for (String example : new String[] {"request", "answer"}) {
      String bytes = ProtocolDocument.bytes(example);
      int before = bytes.length() - 16;
      assertThat(bytes.substring(before)).isEqualTo(checkOf(bytes.substring(0, before)));
    }
  }

  @Test
  void itsTableShowsEveryStep() {
    String request = ProtocolDocument.bytes("request");
    Pattern row = Pattern.compile("\\| `(\\w{16})` \\| `(\\w{16})` \\| `(\\w{16})` \\|");
    StringBuilder words = new StringBuilder();
    for (MatchResult found : row.matcher(ProtocolDocument.text()).results().toList()) {
      words.append(found.group(1));
      assertThat(checkOf(words.toString())).isEqualTo(found.group(3));
      long product = Long.parseUnsignedLong(found.group(2), 16);
      assertThat(text(product ^ product >>> 32)).isEqualTo(found.group(3));
    }
    assertThat(words.toString()).isEqualTo(request.substring(0, 48));
  }

  @Test
  void itsLengthsAreOurs() {
    assertThat(ProtocolDocument.bytes("request")).hasSize(2 * RawProtocol.REQUEST_BYTES);
    assertThat(ProtocolDocument.bytes("answer")).hasSize(2 * RawProtocol.ANSWER_BYTES);
    assertThat(ProtocolDocument.text()).contains("**32 bytes**").contains("**64 bytes**");
  }

  private static String checkOf(String words) {
    long check = 0xcbf29ce484222325L;
    for (int at = 0; at < words.length(); at += 16) {
      check ^= HexFormat.fromHexDigitsToLong(words, at, at + 16);
      check *= 0x100000001b3L;
      check ^= check >>> 32;
    }
    return text(check);
  }

  private static String text(long value) {
    return HexFormat.of().toHexDigits(value);
  }
}
