package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.PackageNeeded;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers that are not ours, by every command that takes a server. */
@Timeout(120)
class OtherServersIT extends AtCommandLine {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("stampede.root"), "docs", "examples", "http_server.py");

  private JsonNode bench(String server) {
    Cli.Ended ended =
        cli.run(
            "bench",
            server,
            "--cpus",
            "1",
            "--rounds",
            "1",
            "--duration",
            "600ms",
            "--warmup",
            "200ms",
            "--json",
            "--quiet",
            "--out",
            "run");
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    return JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
  }

  @Test
  void benchAuditsNginxFromItsLogAndCountsItsWakeups() {
    PackageNeeded.require("nginx", "nginx");
    JsonNode cell = bench("nginx,workers=2");
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("pass");
    assertThat(cell.path("work").stringValue()).isEqualTo("none");
    JsonNode handlers = cell.path("handlers");
    assertThat(handlers.path("count").asInt()).isEqualTo(2);
    assertThat(handlers.path("share").size()).isEqualTo(2);
    assertThat(handlers.path("wakeupsPerAccept").asDouble()).isPositive();
    assertThat(handlers.path("emptyAcceptsPerAccept").isNull()).isTrue();
    assertThat(cell.path("cpuUsPerConnection").path("server").asDouble()).isPositive();
    cli.assertNothingLeft();
  }

  @Test
  void benchTakesAnyCommand() {
    PackageNeeded.require("python3", "python3");
    JsonNode cell = bench("exec,command='python3 " + EXAMPLE + " {port} {ledger} 2',work=on");
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("pass");
    assertThat(cell.path("server").path("handlers").asInt()).isEqualTo(2);
    assertThat(cell.path("server").path("address").stringValue()).isEqualTo("shared");
    cli.assertNothingLeft();
  }

  @Test
  void aServerEndsWithTheHarnessHoweverThatEnds() throws IOException {
    PackageNeeded.require("nginx", "nginx");
    Cli.Command serve = cli.start("serve", "nginx,workers=2", "--json");
    await().atMost(Duration.ofSeconds(30)).until(() -> serve.out().endsWith("}\n"));
    assertThat(JsonMapper.shared().readTree(serve.out()).path("pids").size()).isEqualTo(3);

    serve.signal(Signal.KILL);

    await().atMost(Duration.ofSeconds(10)).untilAsserted(cli::assertNothingLeft);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              try (var all = Files.list(temporary)) {
                assertThat(all).noneMatch(path -> isOf(serve, path));
              }
            });
  }

  private static boolean isOf(Cli.Command serve, Path path) {
    return path.getFileName().toString().startsWith("stampede-server-" + serve.pid() + "-");
  }

  @Test
  void whatIsWrongInADescriptionIsWrongUsage() throws IOException {
    Files.writeString(folder.resolve("mine.toml"), "summary = 'x'\ncommand = ['x']\n");

    Cli.Ended ended = cli.run("serve", "@mine.toml");

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).contains("mine.toml, line 2: command must be a text");
  }

  @Test
  void aCommandThatDoesNotServeIsUnavailable() {
    Cli.Ended ended = cli.run("serve", "exec,command='sh -c ''echo no luck; exit 3'''");

    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.err()).contains("exit code 3", "no luck");
  }
}
