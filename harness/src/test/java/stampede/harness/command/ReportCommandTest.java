package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.report.Environment;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.Server;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.Summary;
import stampede.report.gate.GateArm;
import stampede.report.gate.GateDesign;
import stampede.report.gate.GateDocument;

@Timeout(30)
class ReportCommandTest {
  private static final Environment MACHINE =
      new Environment("6.18", "x86_64", "a CPU", 2, 1, "a JVM", null, null, null, null, null, null);
  private static final Server SERVER =
      new Server("epoll", "epoll", "threads", 1, 1, Map.of(), null, null, true, "shared");

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void aGateIsRenderedToEveryFormat() throws IOException {
    Path file = stored("gate.json", gate());
    assertThat(rendered(file, "markdown")).startsWith("### ⚠️ INCONCLUSIVE");
    assertThat(rendered(file, "junit")).contains("<testsuites name=\"stampede gate\"");
    assertThat(rendered(file, "csv")).startsWith("startedAt,");
    assertThat(rendered(file, "text")).startsWith("INCONCLUSIVE: too soon");
    assertThat(rendered(file, "html")).contains("a candidate against a baseline");
  }

  @Test
  void aFolderIsTheResultInIt() throws IOException {
    stored("gate.json", gate());
    assertThat(rendered(folder, "text")).startsWith("INCONCLUSIVE: too soon");
    assertThat(run(folder.toString())).isEqualTo(ExitCode.PASSED.code());
    assertThat(folder.resolve("report.html")).exists();
  }

  @Test
  void conformanceIsRenderedToJunit() throws IOException {
    Path file = stored("conformance.json", conformance());
    assertThat(rendered(file, "junit")).contains("<testsuites name=\"stampede conform\"");
  }

  @Test
  void aRunIsRenderedToEveryFormat() throws IOException {
    Path file = stored("run.json", bench());
    assertThat(rendered(file, "markdown")).startsWith("### ⚠️ INCONCLUSIVE");
    assertThat(rendered(file, "junit")).contains("<testsuites name=\"stampede bench\"");
    assertThat(rendered(file, "csv")).startsWith("startedAt,");
    assertThat(rendered(file, "intervals")).startsWith("cell,");
    assertThat(rendered(file, "text")).startsWith("INCONCLUSIVE: No cell was finished");
    assertThat(rendered(file, "html")).contains("parallel accept, measured");
  }

  @Test
  void severalRunsAreCompared() throws IOException {
    Path old = stored("old.json", bench());
    Path now = stored("new.json", bench());
    Path out = folder.resolve("compared");
    for (String format : List.of("html", "text", "markdown", "csv")) {
      int code = run(old.toString(), now.toString(), "--format", format, "-o", out.toString());
      assertThat(code).as(said.toString()).isEqualTo(ExitCode.PASSED.code());
      assertThat(Files.readString(out)).contains(format.equals("csv") ? "otherValue" : "no cell");
    }
    int code = run(old.toString(), now.toString(), "--format", "junit", "-o", out.toString());
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("there is no junit of several results; choose html");
  }

  @Test
  void severalConformanceRunsAreComparedAndOtherKindsRefused() throws IOException {
    Path one = stored("conformance.json", conformance());
    Path out = folder.resolve("compared");
    assertThat(run(one.toString(), one.toString(), "-o", out.toString()))
        .as(said.toString())
        .isEqualTo(ExitCode.PASSED.code());
    Path gate = stored("gate.json", gate());
    assertThat(run(gate.toString(), gate.toString())).isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("several stampede.gate/1 documents are not compared");
    assertThat(run(one.toString(), gate.toString())).isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("results of different kinds do not compare");
  }

  @Test
  void aRunWithoutCurvesHasNoPercentileFiles() throws IOException {
    Path file = stored("run.json", bench());
    Path curves = folder.resolve("curves");
    assertThat(run(file.toString(), "--percentiles", curves.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("holds no percentile curve");
    assertThat(curves).doesNotExist();
  }

  @Test
  void aFormatThatAKindHasNotIsWrongUsage() throws IOException {
    Path file = stored("gate.json", gate());
    assertThat(run(file.toString(), "--format", "intervals")).isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("there is no intervals of stampede.gate/1; choose html");
    Files.delete(file);
    stored("conformance.json", conformance());
    assertThat(run(folder.toString(), "--format", "csv")).isEqualTo(ExitCode.USAGE.code());
    assertThat(said.toString()).contains("choose html, text, junit");
  }

  private String rendered(Path file, String format) throws IOException {
    Path out = folder.resolve("rendered");
    assertThat(run(file.toString(), "--format", format, "-o", out.toString()))
        .as(said.toString())
        .isEqualTo(ExitCode.PASSED.code());
    return Files.readString(out);
  }

  private int run(String... words) {
    CommandLine line = StampedeCommand.commandLine(new Interruption(), List.of());
    line.setErr(new PrintWriter(said));
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(words));
    return line.execute(all.toArray(String[]::new));
  }

  private Path stored(String name, ResultDocument document) throws IOException {
    ResultFile.write(folder.resolve(name), document);
    return folder.resolve(name);
  }

  private static GateDocument gate() {
    GateArm arm = new GateArm(SERVER, "run", null);
    GateDesign design =
        new GateDesign(
            "closed:32",
            null,
            null,
            0.6,
            1,
            null,
            1,
            null,
            null,
            1,
            0.05,
            List.of(),
            30,
            null,
            null);
    return new GateDocument(
        GateDocument.SCHEMA,
        "1",
        "stampede gate",
        1,
        "2026-01-01T12:00:00Z",
        1,
        false,
        MACHINE,
        "compare",
        "inconclusive",
        "too soon",
        arm,
        arm,
        design,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static ConformanceDocument conformance() {
    return new ConformanceDocument(
        ConformanceDocument.SCHEMA,
        "1",
        "stampede conform epoll",
        1,
        "2026-01-01T12:00:00Z",
        1,
        false,
        MACHINE,
        "private",
        1,
        false,
        "pass",
        List.of(),
        0,
        SERVER,
        List.of(),
        List.of(),
        Summary.of(List.of()),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static RunDocument bench() {
    return new RunDocument(
        RunDocument.SCHEMA,
        "1",
        "stampede bench",
        1,
        "2026-01-01T12:00:00Z",
        1,
        false,
        MACHINE,
        List.of(),
        null,
        List.of(),
        null,
        null,
        List.of());
  }
}
