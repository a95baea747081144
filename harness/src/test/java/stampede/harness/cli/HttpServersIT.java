package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.house.PackageNeeded;
import stampede.house.Thorough;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code stampede load} speaks HTTP with nginx, and with HAProxy before it, without an error. */
@Timeout(120)
class HttpServersIT extends AtCommandLine {
  private static final int KEPT_BY_NGINX = 50;

  /** Each may have a connection that the warm-up made. */
  private static final int CLIENTS = 32;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroy();
      process.waitFor();
    }
  }

  /** Where the server listens, once it does: a port of loopback, and a Unix socket. */
  private record Listening(int port, Path socket) {
    String tcp() {
      return "http://127.0.0.1:" + port;
    }

    String unix() {
      return "http+unix:" + socket + ":";
    }
  }

  private static String nginxSettings(Path place, int port) {
    return """
    daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
    events { worker_connections 256; }
    http {
      access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
      fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
      default_type text/html; keepalive_requests %3$d;
      server {
        listen 127.0.0.1:%2$d; listen unix:%1$s/socket;
        location ~ ^/r/(.*)$ { return 200 "$1"; }
        location /chunked { ssi on; return 200 "in chunks $arg_id"; }
        location /post { return 201 "$request_method $content_length $http_x_id"; }
        location /empty { return 204; }
      }
    }
    """
        .formatted(place, port, KEPT_BY_NGINX);
  }

  /** By default HAProxy keeps the beginning of an answer for up to 200 ms, to send more at once. */
  private static String haproxySettings(Path place, int port, int behind) {
    return """
    global
      maxconn 256
    defaults
      mode http
      option http-no-delay
      timeout connect 5s
      timeout client 10s
      timeout server 10s
    frontend clients
      bind 127.0.0.1:%2$d
      bind unix@%1$s/socket
      http-request return status 200 content-type text/plain lf-string "%%[path]" if { path_beg /r/ }
      default_backend nginx
    backend nginx
      server one 127.0.0.1:%3$d
    """
        .formatted(place, port, behind);
  }

  private Listening nginx() throws IOException {
    Path program = PackageNeeded.require("nginx", "nginx");
    int port = LoopbackPort.free();
    Path place = Files.createDirectory(folder.resolve("nginx-" + port));
    Path settings = place.resolve("nginx.conf");
    Files.writeString(settings, nginxSettings(place, port));
    return started(port, place, program, "-c", settings.toString(), "-e", "stderr");
  }

  private Listening haproxy() throws IOException {
    Path program = PackageNeeded.require("haproxy", "haproxy");
    Listening behind = nginx();
    int port = LoopbackPort.free();
    Path place = Files.createDirectory(folder.resolve("haproxy-" + port));
    Path settings = place.resolve("haproxy.cfg");
    Files.writeString(settings, haproxySettings(place, port, behind.port()));
    return started(port, place, program, "-db", "-f", settings.toString());
  }

  private Listening started(int port, Path place, Path program, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    processes.add(new ProcessBuilder(command).inheritIO().start());
    await().atMost(Duration.ofSeconds(10)).until(() -> LoopbackPort.isTaken(port));
    return new Listening(port, place.resolve("socket"));
  }

  /** The counts of a flood without an error. */
  private JsonNode flooded(String url, String... options) {
    List<String> words = new ArrayList<>(List.of("load", url));
    words.addAll(List.of("--duration", "500ms", "--warmup", "100ms", "--json", "--quiet"));
    words.addAll(Arrays.asList(options));
    Cli.Ended ended = Cli.here(words.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    JsonNode cell = JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
    JsonNode requests = cell.path("requests");
    assertThat(cell.path("errors").size()).as("%s", cell.path("errors")).isZero();
    assertThat(requests.path("ok").asLong()).isPositive();
    assertThat(requests.path("ok").asLong()).isEqualTo(requests.path("invoked").asLong());
    return requests;
  }

  @Test
  void everyKindOfRequestIsAnswered() throws IOException {
    everyKind(nginx().tcp());
  }

  @Thorough
  @Test
  void everyKindOfRequestIsAnsweredByTheOthers() throws IOException {
    everyKind(nginx().unix());
    everyKind(haproxy().tcp());
    everyKind(haproxy().unix());
  }

  private void everyKind(String base) {
    JsonNode plain = flooded(base + "/r/{id}");
    assertThat(plain.path("connections").asLong()).isEqualTo(plain.path("ok").asLong());
    JsonNode kept = flooded(base + "/r/{id}", "--keep-alive");
    assertThat(kept.path("connections").asLong()).isLessThan(kept.path("ok").asLong() / 2);
    flooded(base + "/r/{id}", "--method", "HEAD", "--keep-alive", "10");
    flooded(base + "/chunked?id={id}", "--expect-body", "in chunks ", "--keep-alive");
    flooded(base + "/empty", "--expect-status", "204", "--keep-alive");
    String[] post = {"--method", "POST", "--body", "<{id}>", "--header", "X-Id: of {id}"};
    String[] answer = {"--expect-status", "2xx", "--expect-body", "POST 18 of ", "--keep-alive"};
    List<String> both = new ArrayList<>(Arrays.asList(post));
    both.addAll(Arrays.asList(answer));
    flooded(base + "/post", both.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"constant:500/s", "closed:32"})
  void aServerThatEndsConnectionsMakesNoErrors(String load) throws IOException {
    JsonNode kept = flooded(nginx().tcp() + "/r/{id}", "--keep-alive", "0", "--load", load);
    long ok = kept.path("ok").asLong();
    assertThat(kept.path("connections").asLong()).isBetween(ok / KEPT_BY_NGINX - CLIENTS, ok);
  }

  @Test
  void aLongBodyComesFromAFile() throws IOException {
    Path body = Files.write(folder.resolve("body"), new byte[200_000]);
    flooded(
        nginx().tcp() + "/post",
        "--method=PUT",
        "--body",
        "@" + body,
        "--expect-status=201",
        "--expect-body=PUT 200000");
  }

  @Test
  void anotherStatusIsNamed() throws IOException {
    String url = nginx().tcp() + "/r/{id}";
    Cli.Ended ended =
        cli.run("load", "--keep-alive", url, "--expect-status", "3xx", "--duration", "200ms");
    assertThat(ended.out()).as(ended.err()).contains("answer.http-status-200");
  }
}
