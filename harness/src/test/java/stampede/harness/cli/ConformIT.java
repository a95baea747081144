package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.ResultFile;
import stampede.report.conformance.ConformanceDocument;

/** {@code stampede conform} as users start it. */
@Timeout(120)
class ConformIT extends AtCommandLine {
  @Test
  void epollTellsAllAndPassesAndBlockingTellsOneAndDiffers() throws IOException {
    String check = "PA-05-notify-plurality";
    Cli.Ended all = cli.run("conform", "epoll", "--check", check, "--effort", "brief", "--json");
    assertThat(all.code()).as(all.err()).isZero();
    ConformanceDocument document = document(all.out());
    assertThat(document.checks().getFirst().verdict()).isEqualTo("pass");
    assertThat(document.network()).isNotEmpty();
    assertThat(all.err()).contains("PASS: 1 check of epoll").contains("seed " + document.seed());

    Cli.Ended one =
        cli.run("conform", "blocking,as=processes", "--check", check, "--effort", "brief");
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(one.out()).contains(check + "           differs", "declared  one request wakes one");
    cli.assertNothingLeft();
  }

  @Test
  void theRunFolderIsRenderedAgain() {
    Cli.Ended ended =
        cli.run("conform", "epoll", "--claim", "11", "--effort", "brief", "--out", "results");
    assertThat(ended.code()).as(ended.err()).isZero();
    Cli.Ended text = cli.run("report", "results", "--format", "text");
    assertThat(text.code()).isZero();
    assertThat(text.out()).contains("of epoll;");
    assertThat(cli.run("report", "results").code()).isZero();
    assertThat(folder.resolve("results")).isDirectoryContaining("glob:**/junit.xml");
  }

  @Test
  void theChecksAreListedWithoutAServer() {
    Cli.Ended listed = cli.run("checks", "--claim", "12");
    assertThat(listed.code()).isZero();
    assertThat(listed.out()).contains("PA-05-notify-plurality").contains("claims");
    assertThat(cli.run("conform", "--list", "--claim", "12").out()).isEqualTo(listed.out());
    assertThat(cli.run("checks", "--json").out()).startsWith("[").contains("\"requirement\"");
  }

  private ConformanceDocument document(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("cli-document.json"), json);
    return ResultFile.read(file, ConformanceDocument.KIND);
  }
}
