package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded starts: what a file may hold, and what is made of it. */
@Timeout(20)
class StartFileTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("starts"), content);
  }

  private long[] starts(String content) throws IOException {
    return all(new Replay(file(content).toString(), 1));
  }

  private static long[] all(ArrivalSchedule.Open schedule) {
    Arrivals arrivals = schedule.forThread(0, 1, 1);
    return LongStream.generate(arrivals::nextNs).takeWhile(at -> at < Long.MAX_VALUE).toArray();
  }

  @Test
  void aLineIsATimeInSeconds() throws IOException {
    assertThat(starts("0\n0.00125\n0.001250001\n1\n1\n2.5\n"))
        .containsExactly(0, 1_250_000, 1_250_001, 1_000_000_000, 1_000_000_000, 2_500_000_000L);
    assertThat(starts("0.5")).containsExactly(500_000_000);
    assertThat(starts(".5\r\n1.\r\n")).containsExactly(500_000_000, 1_000_000_000);
  }

  @Test
  void whatIsFinerThanANanosecondIsCutOff() throws IOException {
    assertThat(starts("0.0000000019\n0.12345678949999999999")).containsExactly(1, 123_456_789);
    assertThat(starts("atUs\n1.2349")).containsExactly(1234);
  }

  @Test
  void emptyLinesAndCommentsArePassedOver() throws IOException {
    assertThat(starts("# recorded\n\n  \n1\n# half\n2\n\n"))
        .containsExactly(1_000_000_000, 2_000_000_000);
  }

  @Test
  void ofATableTheFirstColumnCounts() throws IOException {
    assertThat(starts("1,GET,200\n 2 ; x\n3\tfast\n"))
        .containsExactly(1_000_000_000, 2_000_000_000, 3_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"atS,2000000000", "atMs,2000000", "beginUs,2000", "intendedNs,2", "S,2000000000"})
  void theEndOfTheHeadingIsTheUnit(String heading, long twoNs) throws IOException {
    assertThat(starts("# x\n" + heading + ",status\n2,200\n")).containsExactly(twoNs);
  }

  @Test
  void speedDividesTheTimes() throws IOException {
    String name = file("1\n2\n").toString();
    assertThat(all((ArrivalSchedule.Open) ArrivalSchedule.parse("replay:" + name + "@2x")))
        .containsExactly(500_000_000, 1_000_000_000);
    assertThat(all((ArrivalSchedule.Open) ArrivalSchedule.parse("replay:" + name + "@0.5x")))
        .containsExactly(2_000_000_000, 4_000_000_000L);
  }

  @Test
  void anAtInTheNameIsTheName() {
    assertThat(ArrivalSchedule.parse("replay:a@b")).isEqualTo(new Replay("a@b", 1));
    assertThat(ArrivalSchedule.parse("replay:a@1x@3x")).isEqualTo(new Replay("a@1x", 3));
    assertThat(ArrivalSchedule.parse("replay:a@b@2x")).hasToString("replay:a@b@2.0x");
  }

  @Test
  void parsingALoadReadsNoFile() {
    assertThat(ArrivalSchedule.parse("replay:/no/such/file")).hasToString("replay:/no/such/file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1\\n-2|line 2|'-2' is not a time",
        "1\\n2\\n1.5|line 3|before the start above it",
        "1\\nsoon|line 2|'soon' is not a time",
        "status\\n1|line 1|names no unit",
        "1e3|line 1|not a time",
        "1.2.3|line 1|not a time",
        ".|line 1|not a time",
        ",1|line 1|not a time",
        "9999999999|line 1|not a time",
        "99999999999999999999999999|line 1|not a time",
      })
  void aWrongLineIsNamed(String content, String line, String why) throws IOException {
    String name = file(content.replace("\\n", "\n")).toString();
    assertThatThrownBy(() -> new Replay(name, 1).read())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(name, line, why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFieldWithoutEndIsNotKept() throws IOException {
    String name = file("1\n" + "1".repeat(1 << 20)).toString();
    assertThatThrownBy(() -> new Replay(name, 1).read())
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("line 2")
        .hasSizeLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n\n", "atNs\n"})
  void aFileWithoutStartsIsRefused(String content) throws IOException {
    String name = file(content).toString();
    assertThatThrownBy(() -> new Replay(name, 1).read()).hasMessageContaining("holds no start");
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> new Replay("/no/such/file", 1).read())
        .hasMessageContaining("'/no/such/file'");
    assertThatThrownBy(() -> new Replay(folder.toString(), 1).read())
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> new Replay("/dev/zero", 1).read()).hasMessageContaining("no file");
  }

  @Test
  void moreLinesThanMemoryIsMeantForAreRefused() throws IOException {
    Path many = folder.resolve("many");
    byte[] lines = "1\n".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (var out = Files.newOutputStream(many)) {
      for (int i = 0; i <= StartFile.MOST_STARTS >> 20; i++) {
        out.write(lines);
      }
    }
    assertThatThrownBy(() -> new Replay(many.toString(), 1).read())
        .hasMessageContaining("more than 20000000 lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "replay:", "replay:x@0x", "replay:x@9999999x"})
  void whatIsNoReplayIsRefused(String text) {
    assertThatThrownBy(() -> ArrivalSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
