package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.house.PackageNeeded;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stampede serve} in one process and {@code stampede load} in another, and against nginx.
 */
@Timeout(60)
class ServeAndLoadIT extends AtCommandLine {
  /** Serves; the answer is what it said about itself. */
  private JsonNode serving(Cli.Command serve) {
    await().atMost(Duration.ofSeconds(20)).until(() -> serve.out().endsWith("}\n"));
    return JsonMapper.shared().readTree(serve.out());
  }

  private static void stop(Cli.Command serve, Signal signal) {
    serve.signal(signal);
    Cli.Ended ended = serve.end();
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private JsonNode load(String url, String load) {
    Cli.Ended ended =
        cli.run(
            "load",
            url,
            "--load",
            load,
            "--duration",
            "400ms",
            "--warmup",
            "100ms",
            "--json",
            "--quiet");
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    return JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
  }

  private static void assertAnswered(JsonNode cell) {
    JsonNode requests = cell.path("requests");
    assertThat(requests.path("ok").asLong()).isPositive();
    assertThat(requests.path("ok").asLong()).isEqualTo(requests.path("invoked").asLong());
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("unsupported");
  }

  @Test
  void everyKindOfLoadIsAnsweredAndSigtermEndsTheServerWithZero() {
    Cli.Command serve = cli.start("serve", "epoll,as=processes,handlers=2", "--json");
    JsonNode said = serving(serve);
    String target = said.path("target").stringValue();
    assertThat(said.path("address").stringValue()).matches("127\\.0\\.0\\.1:[1-9]\\d*");
    assertThat(said.path("pids").size()).isEqualTo(3);
    for (String load : List.of("poisson:500/s", "constant:500/s")) {
      assertAnswered(load(target, load));
    }
    JsonNode burst = load(target, "burst:20@50ms");
    assertAnswered(burst);
    assertThat(burst.path("requests").path("ok").asLong()).isEqualTo(8 * 20);
    stop(serve, Signal.TERM);
    cli.assertNothingLeft();
  }

  @Test
  void whatTheClientsSawOverTimeIsInTheResultAndInTheFolder() throws IOException {
    Cli.Command serve = cli.start("serve", "epoll,handlers=2", "--json");
    String target = serving(serve).path("target").stringValue();
    Path out = folder.resolve("out");
    Cli.Ended ended =
        cli.run(
            "load",
            target,
            "--load",
            "constant:500/s",
            "--duration",
            "410ms",
            "--interval",
            "40ms",
            "--out",
            out.toString(),
            "--json");
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    assertThat(ended.err().lines().filter(line -> line.startsWith("[1/1]"))).hasSize(1);
    JsonNode intervals =
        JsonMapper.shared().readTree(ended.out()).path("cells").path(0).path("intervals");
    assertThat(intervals.size()).isEqualTo(11);
    assertThat(intervals.path(10).path("lengthS").asDouble()).isEqualTo(0.01);
    assertThat(intervals.path(0).path("p99Us").asDouble()).isPositive();
    assertThat(intervals.path(5).path("errors").isIntegralNumber()).isTrue();
    assertThat(Files.readAllLines(out.resolve("000-load-intervals.csv"))).hasSize(1 + 11);
    stop(serve, Signal.TERM);
  }

  @Test
  void peopleAreToldWhereTheServerListensAndCtrlCEndsIt() {
    Cli.Command serve = cli.start("serve", "blocking,handlers=1", "--listen", "127.0.0.1:0");
    await().atMost(Duration.ofSeconds(20)).until(() -> serve.out().contains("processes"));
    assertThat(serve.out())
        .containsPattern("blocking,handlers=1.* listens at 127\\.0\\.0\\.1:\\d+")
        .contains("stampede load raw://127.0.0.1:");
    stop(serve, Signal.INT);
    cli.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:0", "unix:socket"})
  void otherKindsOfAddressAreServedAndFlooded(String address) throws IOException {
    String listen = address.replace("unix:", "unix:" + folder + "/");
    Cli.Command serve = cli.start("serve", "epoll-exclusive", "--listen", listen, "--json");
    assertAnswered(load(serving(serve).path("target").stringValue(), "closed:4"));
    stop(serve, Signal.TERM);
    assertThat(folder.resolve("socket")).doesNotExist();
  }

  @Test
  void httpIsSpokenToNginx() throws Exception {
    Path nginx = PackageNeeded.require("nginx", "nginx");
    int port = LoopbackPort.free();
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
        events { worker_connections 256; }
        http {
          access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
          fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server { listen 127.0.0.1:%2$d; location ~ ^/r/(.*)$ { return 200 "$1"; } }
        }
        """
            .formatted(folder, port));
    Process process =
        new ProcessBuilder(nginx.toString(), "-c", settings.toString(), "-e", "stderr")
            .inheritIO()
            .start();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> LoopbackPort.isTaken(port));
      assertAnswered(load("http://127.0.0.1:" + port + "/r/{id}", "closed:8"));
      assertAnswered(load("http://127.0.0.1:" + port + "/r/{id}", "constant:300/s"));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
