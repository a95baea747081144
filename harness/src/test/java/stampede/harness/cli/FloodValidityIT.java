package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.TcpCounters;
import stampede.house.PackageNeeded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rules of validity provoked on real sockets: the run says which of them is broken, and what to do.
 */
@Timeout(60)
class FloodValidityIT extends AtCommandLine {
  /** Requests without an answer fail the audit; otherwise a run that is not valid shows nothing. */
  private static final Integer[] NOT_PASSED = {1, 2};

  private static List<String> flood(LoopbackServer server, String... more) {
    List<String> words = new ArrayList<>(List.of("load", server.url(), "--warmup", "0s"));
    words.addAll(List.of(more));
    return words;
  }

  private JsonNode invalid(List<String> words, String... reasons) {
    return invalid(cli.run(json(words)), reasons);
  }

  private static String[] json(List<String> words) {
    List<String> whole = new ArrayList<>(words);
    whole.add("--json");
    return whole.toArray(String[]::new);
  }

  private static JsonNode invalid(Cli.Ended ended, String... reasons) {
    assertThat(ended.code()).as(ended.err()).isIn((Object[]) NOT_PASSED);
    JsonNode cell = JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
    assertThat(cell.path("valid").asBoolean()).isFalse();
    assertThat(cell.path("invalidReasons").toString()).contains(reasons);
    return cell;
  }

  @Test
  void aGeneratorThatIsAskedForMoreThanItCanDoSaysSo() throws IOException {
    try (LoopbackServer server = LoopbackServer.of(LoopbackServer::answer)) {
      List<String> words =
          flood(server, "--load", "constant:500k/s", "--duration", "200ms", "--timeout", "200ms");
      JsonNode cell = invalid(words, "% of the offered load was begun", "requests began late");
      assertThat(cell.path("limitedBy").stringValue()).isNotEqualTo("schedule");
    }
  }

  @Test
  void aFewRequestsAreTooFew() throws IOException {
    try (LoopbackServer server = LoopbackServer.of(LoopbackServer::answer)) {
      JsonNode cell =
          invalid(
              flood(server, "--load", "constant:50/s", "--duration", "300ms"),
              "only 15 requests were answered");
      JsonNode total = cell.path("latencyUs").path("total");
      assertThat(total.path("count").asLong()).isEqualTo(15);
      assertThat(total.path("p99").isNull()).isTrue();
      assertThat(total.path("p50").isNull()).isTrue();
    }
  }

  @Test
  void aScheduleWithNothingInTheWindowSaysSo() throws IOException {
    Path starts = Files.writeString(folder.resolve("starts.csv"), "atMs\n1\n2\n900000\n");
    try (LoopbackServer server = LoopbackServer.of(LoopbackServer::answer)) {
      String[] words = {
        "load",
        server.url(),
        "--load",
        "replay:" + starts,
        "--warmup",
        "100ms",
        "--duration",
        "100ms"
      };
      invalid(List.of(words), "nothing was due in the measured window");
    }
  }

  @Test
  void whatIsShedIsCountedAndSpoilsTheLoad() throws IOException {
    AtomicReference<LoopbackServer> itself = new AtomicReference<>();
    try (LoopbackServer server = LoopbackServer.of(connection -> itself.get().hold())) {
      itself.set(server);
      List<String> words =
          flood(server, "--load", "constant:200/s", "--duration", "300ms", "--timeout", "1s");
      words.addAll(List.of("--max-in-flight", "3", "--out", "run"));
      Cli.Ended ended = cli.run(words.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isIn((Object[]) NOT_PASSED);
      assertThat(ended.out())
          .contains("57 were shed, for 3 were under way (--max-in-flight)", ", 57 shed (");
      JsonNode run = JsonMapper.shared().readTree(Files.readString(runFile()));
      JsonNode requests = run.path("cells").path(0).path("requests");
      assertThat(requests.path("shed").asLong()).isEqualTo(57);
      assertThat(requests.path("invoked").asLong()).isEqualTo(3);
    }
  }

  private Path runFile() throws IOException {
    try (var files = Files.walk(folder.resolve("run"))) {
      return files.filter(file -> file.endsWith("run.json")).findFirst().orElseThrow();
    }
  }

  @Test
  void aDescriptorLimitBoundsAnOpenLoadAndIsNamedWhenItHolds() throws IOException {
    AtomicReference<LoopbackServer> itself = new AtomicReference<>();
    try (LoopbackServer server = LoopbackServer.of(connection -> itself.get().hold())) {
      itself.set(server);
      List<String> words =
          flood(server, "--load", "constant:2000/s", "--duration", "400ms", "--timeout", "400ms");
      invalid(
          cli.runWithDescriptors(400, json(words)),
          "waited for one of 272 that were under way to end");
    }
  }

  /** More connections at once than a network of its own has ports. */
  @Test
  void portsThatRunOutAreNamedWithTheRemedy() throws IOException {
    PackageNeeded.require("unshare", "util-linux");
    PackageNeeded.require("ip", "iproute2");
    List<String> words =
        new ArrayList<>(
            List.of(
                "unshare",
                "-n",
                "sh",
                "-c",
                "ip link set lo up && echo 50000 50007 > /proc/sys/net/ipv4/ip_local_port_range"
                    + " && exec \"$@\"",
                "sh"));
    words.addAll(
        Cli.words(
            "bench",
            "epoll,as=threads,handlers=1",
            "--cpus",
            "1",
            "--rounds",
            "1",
            "--load",
            "closed:64",
            "--work",
            "sleep:5ms",
            "--close",
            "fin",
            "--warmup",
            "0s",
            "--duration",
            "300ms",
            "--json"));
    JsonNode cell =
        invalid(cli.runWords(words), "connect.EADDRNOTAVAIL", "--sources", "close by reset");
    assertThat(cell.path("requests").path("failed").asLong()).isPositive();
  }

  /** Its buffer of one is full until several connections have met it so. */
  @Test
  void aFullListenQueueIsToldByTheStepsOfItsRetransmits() throws IOException {
    TcpCounters before = TcpCounters.now();
    Runnable overflowed =
        () ->
            await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> TcpCounters.now().since(before, "ListenOverflows").orElse(0) >= 6);
    try (LoopbackServer server = LoopbackServer.late(1, overflowed, LoopbackServer::answer)) {
      List<String> words =
          flood(server, "--load", "constant:20/s", "--duration", "1500ms", "--timeout", "3s");
      words.addAll(List.of("--out", "run"));
      Cli.Ended ended = cli.run(words.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isIn((Object[]) NOT_PASSED);
      assertThat(ended.out())
          .containsPattern("note +\\d+ connections? took the 1 s step of a retransmitted SYN")
          .contains(": the listen queue overflowed")
          .containsPattern("kernel +SYN retransmits +\\d+");
      JsonNode kernel =
          JsonMapper.shared()
              .readTree(Files.readString(runFile()))
              .path("cells")
              .path(0)
              .path("kernel");
      assertThat(kernel.path("synRetransmits").asLong()).isPositive();
    }
  }
}
