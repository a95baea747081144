package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.house.Thorough;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Agents as users start them, and floods that they make together. The agents are the same in every
 * test: the first writes itself into a folder, the second finds it by a name, and controllers find
 * both by the one or by the other.
 */
@Timeout(120)
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static Cli cli;
  private static String port;
  private static LastingAgent a;
  private static LastingAgent b;

  @BeforeAll
  static void startAgents() {
    cli = new Cli(folder);
    port = CliAgents.freePort();
    a = agent("a", "file:members");
    a.awaitReady();
    b = agent("b", "dns:localhost");
    b.awaitReady();
  }

  @AfterAll
  static void nothingIsLeft() {
    try (Cli ended = cli) {
      if (b != null) {
        a.end(Signal.TERM);
        b.end(Signal.INT);
        ended.assertNothingLeft();
      }
    }
  }

  private static LastingAgent agent(String name, String join) {
    return new LastingAgent(
        cli, Cli.words("agent", "--name", name, "--port", port, "--join", join));
  }

  private static JsonNode flooded(String join, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--agents", "2", "--port", port, "--join", join, "--json", "--quiet"));
    Cli.Ended ended = cli.run(all.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err() + ended.out()).isIn(0, 2);
    return JsonMapper.shared().readTree(ended.out());
  }

  private static long sum(JsonNode round, String count) {
    return round
        .path("members")
        .valueStream()
        .mapToLong(member -> member.path("requests").path(count).asLong())
        .sum();
  }

  private static void assertTwoMembersAddUp(JsonNode document) {
    assertThat(document.path("members").findValuesAsString("name")).contains("a", "b");
    assertThat(document.path("members").path(0).path("environment").path("onlineCpus").asInt())
        .isPositive();
    JsonNode round = document.path("cells").path(0).path("rounds").path(0);
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
    JsonNode document =
        flooded(
            "file:members",
            "bench",
            "epoll,handlers=2",
            "--cpus",
            "1",
            "--rounds",
            "2",
            "--load",
            "closed:8",
            "--warmup",
            "100ms",
            "--duration",
            "300ms",
            "--out",
            "out");
    assertTwoMembersAddUp(document);
    JsonNode cell = document.path("cells").path(0);
    assertThat(cell.path("latencyUs").path("queue").path("count").asLong())
        .as("of one clock")
        .isPositive();
    JsonNode audit = cell.path("audit");
    assertThat(audit.path("verdict").stringValue()).as(audit.toString()).isEqualTo("pass");
    assertThat(audit.path("explanation").stringValue())
        .endsWith("answered requests was serviced exactly once");
  }

  @Thorough
  @Test
  void anOpenLoadIsSharedOutExactly() {
    Cli.Command serve = cli.start("serve", "epoll,handlers=2", "--json");
    await().atMost(PATIENCE).until(() -> serve.out().endsWith("}\n"));
    String target = JsonMapper.shared().readTree(serve.out()).path("target").stringValue();
    JsonNode document =
        flooded(
            "dns:localhost",
            "load",
            target,
            "--load",
            "burst:20@50ms",
            "--warmup",
            "100ms",
            "--duration",
            "400ms");
    assertTwoMembersAddUp(document);
    JsonNode cell = document.path("cells").path(0);
    assertThat(cell.path("requests").path("ok").asLong()).isEqualTo(8 * 20);
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("unsupported");
    serve.signal(Signal.TERM);
    serve.end();
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
