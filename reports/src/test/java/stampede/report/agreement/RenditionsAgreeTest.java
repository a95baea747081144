package stampede.report.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.corpus.Corpus;
import stampede.report.hostile.Outputs;
import stampede.report.reading.Conditions;
import stampede.report.reading.Numbers;

/** All renderings of one document say the same figures, to the digit. */
@Timeout(60)
class RenditionsAgreeTest {
  private static final Map<String, String> COLUMNS_OF_CSV =
      Map.of(
          "throughput", "throughputPerS",
          "p50", "totalP50Us",
          "p99", "totalP99Us",
          "wakeups", "wakeupsPerAccept",
          "empty accepts", "emptyAcceptsPerAccept",
          "server CPU", "serverCpuUsPerConnection");

  static Stream<RunDocument> documents() {
    return Stream.concat(
        Stream.of(
            SampleDocument.twentyCells(1),
            SampleDocument.steppedCells(2),
            SampleDocument.unknownServer()),
        Corpus.runs());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyRenditionHasTheFiguresOfThePage(RunDocument document) {
    Map<String, String> outputs = Outputs.of(RunDocument.KIND, document);
    List<Map<String, String>> page = ofPage(outputs.get("run.html"));
    assertThat(page).hasSameSizeAs(document.cells());
    assertThat(ofMarkdown(outputs.get("run.markdown"))).isEqualTo(page.subList(0, shown(document)));
    assertThat(ofCsv(outputs.get("run.csv"))).isEqualTo(withoutBounds(ordered(page, document)));
    assertThat(ofJunit(outputs.get("run.xml"))).isEqualTo(ordered(page, document));
    assertThat(ofText(outputs.get("bench.text"), document)).isEqualTo(inAscii(page));
  }

  /** The comment shows thirty cells at most. */
  private static int shown(RunDocument document) {
    return Math.min(30, document.cells().size());
  }

  /** The page has its cells by conditions, other renditions in the order of the document. */
  private static List<Map<String, String>> ordered(
      List<Map<String, String>> page, RunDocument document) {
    List<Object> grouped = new ArrayList<>();
    Conditions.group(document.cells()).values().forEach(grouped::addAll);
    return document.cells().stream().map(cell -> page.get(indexOf(grouped, cell))).toList();
  }

  private static int indexOf(List<Object> all, Object wanted) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == wanted) {
        return i;
      }
    }
    throw new AssertionError("a cell is in no group");
  }

  private static List<Map<String, String>> withoutBounds(List<Map<String, String>> page) {
    return edited(page, text -> text.replace("at least ", ""));
  }

  private static List<Map<String, String>> inAscii(List<Map<String, String>> page) {
    return edited(
        page,
        text ->
            text.replace("at least ", ">=")
                .replace("µ", "u")
                .replace("–", "-")
                .replaceAll("[ ,]", ""));
  }

  private static List<Map<String, String>> edited(
      List<Map<String, String>> page, UnaryOperator<String> edit) {
    return page.stream()
        .map(
            figures -> {
              Map<String, String> all = new HashMap<>();
              figures.forEach((name, text) -> all.put(name, edit.apply(text)));
              return all;
            })
        .toList();
  }

  private static List<Map<String, String>> ofPage(String page) {
    List<Map<String, String>> cells = new ArrayList<>();
    add(cells, "throughput", HtmlTable.column(page, "throughput", "Throughput", "per second"));
    add(cells, "p50", HtmlTable.column(page, "latency", "Latency", "total p50"));
    add(cells, "p99", HtmlTable.column(page, "latency", "Latency", "total p99"));
    String herd = "Wakeups and empty accepts";
    add(cells, "wakeups", HtmlTable.column(page, "wakeups", herd, "wakeups per accept"));
    add(
        cells,
        "empty accepts",
        HtmlTable.column(page, "wakeups", herd, "empty accepts per accept"));
    add(cells, "server CPU", HtmlTable.column(page, "cpu", "CPU time per connection", "server", 1));
    return cells;
  }

  private static void add(List<Map<String, String>> cells, String name, List<String> column) {
    for (int i = 0; i < column.size(); i++) {
      if (cells.size() <= i) {
        cells.add(new HashMap<>());
      }
      cells.get(i).put(name, column.get(i));
    }
  }

  private static List<Map<String, String>> ofMarkdown(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("(?<!\\\\)\\|", -1))
        .map(
            entries ->
                Map.of(
                    "throughput", entries[3].strip(),
                    "p50", entries[4].strip(),
                    "p99", entries[5].strip(),
                    "wakeups", entries[6].strip(),
                    "empty accepts", entries[7].strip(),
                    "server CPU", entries[8].strip()))
        .toList();
  }

  private static List<Map<String, String>> ofCsv(String csv) {
    List<List<String>> lines = Lines.ofCsv(csv);
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              Map<String, String> figures = new HashMap<>();
              COLUMNS_OF_CSV.forEach(
                  (name, column) -> {
                    String text = line.get(lines.getFirst().indexOf(column));
                    Double value = text.isEmpty() ? null : Double.valueOf(text);
                    boolean duration = column.contains("Us");
                    figures.put(name, duration ? Numbers.duration(value) : Numbers.of(value));
                  });
              return figures;
            })
        .toList();
  }

  /** Each suite says its figures in the output of each of its cases: the first is looked at. */
  private static List<Map<String, String>> ofJunit(String xml) {
    List<Map<String, String>> cells = new ArrayList<>();
    String[] suites = xml.split("<testsuite ", -1);
    for (int i = 1; i < suites.length; i++) {
      if (suites[i].contains("answers per s: ")) {
        cells.add(
            Map.of(
                "throughput", Lines.after(suites[i], "answers per s: "),
                "p50", Lines.after(suites[i], "p50: "),
                "p99", Lines.after(suites[i], "p99: "),
                "wakeups", Lines.after(suites[i], "wakeups per accept: "),
                "empty accepts", Lines.after(suites[i], "empty accepts per accept: "),
                "server CPU", Lines.after(suites[i], "server CPU per connection: ")));
      }
    }
    return cells;
  }

  private static List<Map<String, String>> ofText(String text, RunDocument document) {
    List<Map<String, String>> cells = new ArrayList<>();
    for (List<String> row : Lines.ofTextTable(text, document)) {
      int last = row.size();
      Map<String, String> figures = new HashMap<>();
      figures.put("throughput", row.get(last - 8));
      figures.put("p50", row.get(last - 7));
      figures.put("p99", row.get(last - 6));
      figures.put("wakeups", row.get(last - 5));
      figures.put("empty accepts", row.get(last - 4));
      String cpu = row.get(last - 3);
      figures.put("server CPU", cpu);
      cells.add(figures);
    }
    return cells;
  }
}
