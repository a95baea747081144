package stampede.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.UnreadableResultException;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;

@Timeout(30)
class GateCsvTest {
  private static final int COLUMNS = GateCsv.HEADER.split(",", -1).length;

  @TempDir private Path folder;

  @Test
  void everyRoundThatCountsHasALineForEachMetric() throws IOException {
    List<String> lines = text(SampleGate.passed()).lines().toList();
    assertThat(lines.getFirst()).isEqualTo(GateCsv.HEADER);
    assertThat(lines).hasSize(1 + 11 * 3).noneMatch(line -> line.contains("Z,42,4,"));
    assertThat(lines.get(1))
        .matches(
            "2026-01-01T12:00:00\\.5Z,42,1,throughput,/s,\\d+\\.\\d{3},\\d+\\.\\d{3},-?\\d+\\.\\d{3},"
                + "5\\.000,pass,pass,compare,1\\.0,closed:32,none,epoll-exclusive,"
                + "\"epoll-exclusive,work-extra=100us\"");
    assertThat(lines.get(2)).contains(",p50,us,").contains(",poisson:12000/s,");
  }

  @Test
  void moreIsWorseWhateverIsMeasured() throws IOException {
    for (String line : text(SampleGate.passed()).lines().skip(1).toList()) {
      String[] entries = line.split(",", -1);
      double baseline = Double.parseDouble(entries[5]);
      double candidate = Double.parseDouble(entries[6]);
      boolean worse = entries[3].equals("throughput") ? candidate < baseline : candidate > baseline;
      assertThat(Double.parseDouble(entries[7]) > 0).isEqualTo(worse);
    }
  }

  @Test
  void aGateWithoutRoundsHasNoLines() throws IOException {
    assertThat(text(SampleGate.nothing())).isEqualTo(GateCsv.HEADER + "\r\n");
    assertThat(text(SampleGate.full("p50")).lines()).hasSize(1 + 20 * 40);
  }

  @Test
  void hostileStringsStayWithinTheirEntry() throws IOException {
    assertThat(entries(SampleGate.of("a,\"b\"\r\nc"))).hasSize(COLUMNS).contains("a,\"b\"\r\nc");
    assertThat(entries(SampleGate.of("=1+2"))).contains("'=1+2");
    assertThat(entries(SampleGate.of("\u0000"))).contains("\ufffd");
  }

  @Test
  void gatesAppendToAHistoryWithOneHeader() throws IOException {
    Path file = folder.resolve("history.csv");
    CsvHistory.append(file, SampleGate.nothing());
    CsvHistory.append(file, SampleGate.passed());
    Files.writeString(file, Files.readString(file).stripTrailing());
    CsvHistory.append(file, SampleGate.failed());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1 + 2 * 33).containsOnlyOnce(GateCsv.HEADER);
    assertThat(lines).filteredOn(line -> line.contains(",fail,compare,")).hasSize(33);
  }

  @Test
  void aFileThatHoldsSomethingElseIsLeftAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "time,commit\n1,2\n");
    assertThatThrownBy(() -> CsvHistory.append(file, SampleGate.passed()))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("other.csv is no history of gates");
    assertThat(file).hasContent("time,commit\n1,2\n");
  }

  /** The entries of the first line after the header, as RFC 4180 has them. */
  private static List<String> entries(GateDocument document) throws IOException {
    String text = text(document).substring(GateCsv.HEADER.length() + 2);
    List<String> entries = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && inQuotes && text.charAt(i + 1) == '"') {
        entry.append(text.charAt(++i));
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (!inQuotes && (c == ',' || c == '\r')) {
        entries.add(entry.toString());
        entry = new StringBuilder();
        if (c == '\r') {
          break;
        }
      } else {
        entry.append(c);
      }
    }
    return entries;
  }

  private static String text(GateDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new GateCsv().render(document, out);
    return out.toString();
  }
}
