package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents as users start them, and floods that they make together. */
@Timeout(120)
class ClusterIT extends AtCommandLine {
  private CliAgents agents;
  private String port;

  @BeforeEach
  void findPort() {
    agents = new CliAgents(cli);
    port = agents.port();
  }

  @AfterEach
  void endAgents() {
    agents.close();
  }

  private Cli.Command agent(String name, String... more) {
    return agents.start(name, more);
  }

  private static JsonNode document(Cli.Ended ended) {
    assertThat(ended.code()).as(ended.err() + ended.out()).isIn(0, 2);
    return JsonMapper.shared().readTree(ended.out());
  }

  private static long sum(JsonNode round, String count) {
    long sum = 0;
    for (JsonNode member : round.path("members")) {
      sum += member.path("requests").path(count).asLong();
    }
    return sum;
  }

  private static void assertTwoMembersAddUp(JsonNode document) {
    assertThat(document.path("members").findValuesAsString("name")).contains("a", "b");
    assertThat(document.path("members").path(0).path("environment").path("onlineCpus").asInt())
        .isPositive();
    JsonNode cell = document.path("cells").path(0);
    JsonNode round = cell.path("rounds").path(0);
    assertThat(round.path("members").size()).isEqualTo(2);
    for (String count : List.of("invoked", "ok", "failed", "indeterminate", "warmup")) {
      assertThat(sum(round, count))
          .as(count)
          .isEqualTo(round.path("requests").path(count).asLong());
    }
    assertThat(round.path("requests").path("ok").asLong()).isPositive();
    long inHistograms = 0;
    for (JsonNode member : round.path("members")) {
      inHistograms += member.path("latencyUs").path("total").path("count").asLong();
      assertThat(member.path("requests").path("ok").asLong()).isPositive();
      assertThat(member.path("startSkewUs").isNumber()).isTrue();
      assertThat(member.path("clockUncertaintyUs").asDouble()).isPositive();
    }
    assertThat(round.path("latencyUs").path("total").path("count").asLong())
        .isEqualTo(inHistograms);
  }

  @Test
  void twoAgentsMakeOneBenchWhoseAuditPasses() {
    agent("a");
    agent("b");
    Cli.Ended ended =
        cli.run(
            "bench",
            "epoll,handlers=2",
            "--agents",
            "2",
            "--port",
            port,
            "--cpus",
            "1",
            "--rounds",
            "2",
            "--load",
            "closed:8",
            "--warmup",
            "200ms",
            "--duration",
            "500ms",
            "--out",
            folder.resolve("out").toString(),
            "--json");
    JsonNode document = document(ended);
    assertTwoMembersAddUp(document);
    JsonNode queue = document.path("cells").path(0).path("latencyUs").path("queue");
    assertThat(queue.path("count").asLong()).as("of one clock").isPositive();
    JsonNode audit = document.path("cells").path(0).path("audit");
    assertThat(audit.path("verdict").stringValue()).as(audit.toString()).isEqualTo("pass");
    assertThat(audit.path("explanation").stringValue())
        .endsWith("answered requests was serviced exactly once");
    agents.all().forEach(agent -> agent.signal(Signal.TERM));
    agents.all().forEach(agent -> assertThat(agent.end().code()).isZero());
    cli.assertNothingLeft();
  }

  @Test
  void anOpenLoadIsSharedOutExactly() {
    agent("a");
    agent("b");
    Cli.Command serve = cli.start("serve", "epoll,handlers=2", "--json");
    await().atMost(Duration.ofSeconds(20)).until(() -> serve.out().endsWith("}\n"));
    String target = JsonMapper.shared().readTree(serve.out()).path("target").stringValue();
    JsonNode document =
        document(
            cli.run(
                "load",
                target,
                "--agents",
                "2",
                "--port",
                port,
                "--load",
                "burst:20@50ms",
                "--warmup",
                "100ms",
                "--duration",
                "400ms",
                "--json",
                "--quiet"));
    assertTwoMembersAddUp(document);
    JsonNode cell = document.path("cells").path(0);
    assertThat(cell.path("requests").path("ok").asLong()).isEqualTo(8 * 20);
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("unsupported");
    serve.signal(Signal.TERM);
    serve.end();
  }

  @Test
  void anAgentThatIsKilledEndsTheRunWithItsName() {
    agent("a");
    Cli.Command dying = agent("b");
    Cli.Command bench =
        cli.start(
            "bench",
            "epoll,handlers=2",
            "--agents",
            "2",
            "--port",
            port,
            "--cpus",
            "1",
            "--rounds",
            "1",
            "--load",
            "closed:8",
            "--duration",
            "30s",
            "--out",
            folder.resolve("out").toString(),
            "--quiet");
    await().atMost(Duration.ofSeconds(30)).until(() -> dying.err().contains("begins"));
    dying.signal(Signal.KILL);
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    assertThat(ended.complaints())
        .containsExactly("stampede: agent b is gone: it has ended, or is cut off");
    Cli.Command left = agents.all().getFirst();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> left.err().contains("ends its run: agent b is gone"));
    left.signal(Signal.INT);
    assertThat(left.end().code()).isZero();
    cli.assertNothingLeft();
  }

  @Test
  void anAgentWithAnotherKeyIsToldSo() throws IOException {
    agent("a", "--key", key("one").toString());
    Cli.Ended ended =
        cli.run("agent", "--name", "b", "--port", port, "--key", key("other").toString());
    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .contains("is a member with another key");
  }

  private Path key(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(text), text.repeat(16) + text.repeat(16));
    assertThat(file.toFile().setReadable(false, false)).isTrue();
    assertThat(file.toFile().setWritable(false, false)).isTrue();
    assertThat(file.toFile().setReadable(true, true)).isTrue();
    return file;
  }

  @Test
  void whatCannotBeIsWrongUsage() {
    assertThat(Cli.refused("agent", "--bind", "192.0.2.1").err())
        .contains("192.0.2.1 can be reached from other machines: only with a key (--key FILE)");
    assertThat(Cli.refused("agent", "--allow-target", "everywhere").err())
        .contains("'everywhere' is not a network");
    assertThat(Cli.refused("agent", "--key", "/nowhere").err()).contains("is not a file");
    assertThat(Cli.refused("load", "raw://127.0.0.1:9", "--agents", "0").code()).isEqualTo(64);
    assertThat(
            Cli.refused("load", "raw://127.0.0.1:9", "--agents", "127.0.0.1", "--join", "127.0.0.1")
                .err())
        .contains("names hosts already");
  }

  @ParameterizedTest
  @CsvSource({
    "load, raw://127.0.0.1:9, 69",
    "conform, 'epoll,handlers=1,backlog=0', 64",
    "conform, 'exec,command=/nowhere/to/be/found', 69"
  })
  void nothingOfAClusterIsLoadedWithoutAgents(String command, String what, int code) {
    List<String> words = new ArrayList<>(Cli.words(command, what));
    words.add(words.indexOf("-cp"), "-Xlog:class+load:stdout");
    Cli.Ended ended = cli.runWords(words);
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.out().lines().filter(line -> line.contains("stampede.harness.Main ")))
        .isNotEmpty();
    assertThat(ended.out().lines())
        .filteredOn(line -> line.contains(" org.jgroups.") || line.contains(" stampede.cluster."))
        .isEmpty();
  }
}
