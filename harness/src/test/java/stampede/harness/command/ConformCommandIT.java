package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Finding;
import stampede.report.ResultFile;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;

/** The command on checks that find what they are told, with a real server beneath. */
@Timeout(60)
class ConformCommandIT {
  private static final List<Check> CHECKS =
      List.of(
          check("PA-01-holds", trial -> Finding.holds("all", "all")),
          check("PA-05-notify-plurality", trial -> Finding.broken("several", "one")),
          check("PA-02-broken", trial -> Finding.broken("4", "3").because("handler 2 was idle")),
          check("ER-none", trial -> Finding.unsupported("no way to provoke it")),
          check(
              "ER-throws",
              trial -> {
                throw new IllegalStateException("set-up failed");
              }));

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  private static Check check(String id, Check.Provocation provocation) {
    return new Check(id, List.of(1), "It is so", provocation);
  }

  private int run(String... words) {
    CommandLine line = StampedeCommand.commandLine(new Interruption(), CHECKS);
    line.setErr(new PrintWriter(said));
    List<String> all = new ArrayList<>(List.of("conform", "blocking,handlers=1", "--quiet"));
    all.addAll(List.of("--shared-network", "--effort", "brief", "--seed", "5"));
    all.addAll(List.of(words));
    return line.execute(all.toArray(String[]::new));
  }

  private ConformanceDocument document() {
    return ResultFile.read(
        folder.resolve("out").resolve("conformance.json"), ConformanceDocument.KIND);
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  @Test
  void verdictsComeOfFindingsAndDeclarations() {
    assertThat(run("--out", out())).isEqualTo(1);
    ConformanceDocument document = document();
    assertThat(document.checks())
        .extracting(CheckRecord::verdict)
        .containsExactly("pass", "differs", "fail", "unsupported", "inconclusive");
    CheckRecord broken = document.checks().get(2);
    assertThat(broken.evidence()).containsExactly("handler 2 was idle");
    assertThat(broken.repeat())
        .isEqualTo(
            "stampede conform blocking,handlers=1 --check PA-02-broken --seed 5 --effort brief"
                + " --shared-network");
    assertThat(document.checks().get(4).observed()).contains("set-up failed");
    assertThat(document.claims()).extracting(claim -> claim.verdict()).containsExactly("fail");
    assertThat(document.network()).isEqualTo("shared (as asked)");
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/report.html");
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/junit.xml");
  }

  @Test
  void theWorstVerdictIsTheExitCode() {
    assertThat(run("--check", "PA-01,PA-05,ER-none")).isZero();
    assertThat(run("--check", "PA-01,ER-throws")).isEqualTo(2);
    assertThat(run("--check", "PA-01,PA-05", "--strict")).isEqualTo(1);
    assertThat(run("--check", "PA-02")).isEqualTo(1);
  }

  @Test
  void knownFailuresBreakNothingUntilTheyAreGone() throws IOException {
    Path known = folder.resolve("known");
    Files.writeString(known, "blocking PA-02-broken it is like that\n");
    assertThat(run("--check", "PA-02", "--known", known.toString(), "--out", out())).isZero();
    assertThat(document().checks().getFirst().known()).isEqualTo("it is like that");
    Files.writeString(known, "blocking PA-01-holds it was like that\n");
    assertThat(run("--check", "PA-01", "--known", known.toString(), "--out", out())).isEqualTo(1);
    assertThat(document().complaints().getFirst().text()).contains("known:1", "fails no longer");
  }

  @Test
  void wrongUsageIsRefusedBeforeAnythingRuns() {
    assertThat(run("--check", "XX")).isEqualTo(64);
    assertThat(run("--claim", "23")).isEqualTo(64);
    assertThat(run("--known", folder.resolve("none").toString())).isEqualTo(64);
    assertThat(run("--junit", folder.resolve("no/such.xml").toString())).isEqualTo(64);
    assertThat(run("--requests", "0")).isEqualTo(64);
    assertThat(said.toString().lines()).hasSize(5).allMatch(line -> line.startsWith("stampede: "));
  }
}
