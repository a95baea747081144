package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.Interruption;
import stampede.harness.cluster.Gathering;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckSelection;
import stampede.harness.conformance.Conformance;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.KnownFailures;
import stampede.harness.conformance.Nobody;
import stampede.harness.conformance.Repeat;
import stampede.harness.conformance.check.Checks;
import stampede.harness.server.Servers;
import stampede.house.Thorough;
import stampede.linux.Signal;
import stampede.report.Member;
import stampede.report.ResultFile;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.server.Settings;

/** Servers shared out over agents, which are processes as users start them. */
@Timeout(120)
class ConformClusterIT extends AtCommandLine {
  private static final List<String> QUICK =
      List.of("PA-05-notify-plurality", "PA-01-spawner-creates", "PA-05-serviced-exactly-once");

  private CliAgents agents;

  @BeforeEach
  void findPort() {
    agents = new CliAgents(cli);
  }

  @AfterEach
  void endAgents() {
    agents.close();
  }

  private static ConformancePlan plan(List<String> servers, List<String> checks) {
    List<Check> all = Checks.all();
    return new ConformancePlan(
        servers.stream().map(spec -> Servers.anywhere(Settings.parse(spec))).toList(),
        true,
        List.of(),
        all,
        new CheckSelection(checks, List.of()).of(all),
        1,
        false,
        Effort.BRIEF,
        7,
        false,
        KnownFailures.NONE,
        "stampede conform all",
        new Repeat(7, ""));
  }

  private ConformanceDocument checked(ConformancePlan plan) throws InterruptedException {
    Gathering gathering =
        Gathering.of(
            "2", Optional.empty(), "127.0.0.1", Integer.parseInt(agents.port()), Optional.empty());
    return new Conformance(
            plan,
            gathering.checking(plan, OptionalInt.of(1), new Interruption(), new Nobody(), true))
        .run();
  }

  @Test
  void threeServersAreSharedOutOverTwoAgentsAndTheDocumentSaysWhoCheckedWhat() throws Exception {
    agents.start("a");
    agents.start("b");
    List<String> servers = List.of("blocking,handlers=2", "epoll,handlers=2", "mutex,handlers=2");
    ConformancePlan plan = plan(servers, QUICK);
    ConformanceDocument document = checked(plan);
    assertThat(document.suites()).extracting(suite -> suite.server().spec()).isEqualTo(servers);
    assertThat(document.suites()).extracting(SuiteRecord::member).contains("a", "b");
    assertThat(document.members()).extracting(Member::name).containsExactly("a", "b");
    assertThat(document.members())
        .allSatisfy(member -> assertThat(member.environment().kernel()).isNotBlank());
    assertThat(document.suites())
        .allSatisfy(
            suite ->
                assertThat(suite.checks())
                    .extracting(CheckRecord::id)
                    .isEqualTo(plan.checks().stream().map(Check::id).toList()));
    assertThat(document.suites().get(1).checks().getFirst().verdict()).isEqualTo("pass");
    assertThat(document.suites().get(1).checks().getFirst().repeat())
        .isEqualTo("stampede conform epoll,handlers=2 --check PA-05-notify-plurality --seed 7");
    assertThat(document.lanes()).isEqualTo(2);
    assertThat(document.complaints()).isEmpty();
    WrittenDocument.check(ResultFile.toJson(document));

    // the same agents, once more, and nothing is left of the first time
    assertThat(checked(plan(servers.subList(0, 1), QUICK)).suites()).hasSize(1);
    agents.all().forEach(agent -> agent.signal(Signal.TERM));
    agents.all().forEach(agent -> assertThat(agent.end().code()).isZero());
    cli.assertNothingLeft();
  }

  @Thorough
  @Test
  void anyProgramIsRunOnlyWhereTheAgentWasToldThatItMayBe() {
    agents.start("a");
    agents.start("b", "--allow-exec");
    String server =
        "exec,command='python3 "
            + Path.of(System.getProperty("stampede.root"), "docs/examples/http_server.py")
            + " {port} {ledger}',protocol=http";
    Cli.Ended refused = conform(server, "2");
    assertThat(refused.code()).as(refused.err()).isEqualTo(69);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .startsWith("stampede: agent a refuses: exec runs a program of the controller's choice")
        .contains("start this agent with --allow-exec");
    agents.all().getFirst().signal(Signal.TERM);
    assertThat(agents.all().getFirst().end().code()).isZero();
    Cli.Ended done = conform(server, "1");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.err()).contains("on b, seed");
    assertThat(done.out()).contains("\"member\" : \"b\"");
  }

  private Cli.Ended conform(String server, String count) {
    return Cli.here(
        "conform",
        server,
        "--agents",
        count,
        "--port",
        agents.port(),
        "--check",
        "PA-05-serviced-exactly-once",
        "--effort",
        "brief",
        "--json");
  }

  private Cli.Command all(Path out) {
    return cli.start(
        "conform",
        "all",
        "--agents",
        "2",
        "--port",
        agents.port(),
        "--lanes",
        "1",
        "--check",
        "PA-05-notify-plurality",
        "--out",
        out.toString());
  }

  private static ConformanceDocument written(Path out) {
    try (Stream<Path> files = Files.walk(out)) {
      Path file = files.filter(each -> each.endsWith("conformance.json")).findFirst().orElseThrow();
      return ResultFile.read(file, ConformanceDocument.KIND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitSuites(Cli.Command conform, int count) {
    await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> conform.out().lines().filter(line -> line.startsWith("[")).count() >= count);
  }

  @Thorough
  @Test
  void anAgentThatIsKilledEndsTheRunWithItsNameAndWhatIsFinishedIsKept() {
    Cli.Command left = agents.start("a");
    Cli.Command dying = agents.start("b");
    Path out = folder.resolve("out");
    Cli.Command conform = all(out);
    awaitSuites(conform, 2);
    dying.signal(Signal.KILL);
    Cli.Ended ended = conform.end();
    assertThat(ended.code()).as(ended.err() + ended.out()).isEqualTo(69);
    ConformanceDocument document = written(out);
    assertThat(document.interrupted()).isTrue();
    assertThat(document.verdict()).isEqualTo("unavailable");
    assertThat(document.complaints())
        .extracting(complaint -> complaint.text())
        .contains("agent b is gone: it has ended, or is cut off");
    assertThat(document.suites()).hasSizeGreaterThanOrEqualTo(2);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> left.err().contains("ends its run: agent b is gone"));
    left.signal(Signal.INT);
    assertThat(left.end().code()).isZero();
    cli.assertNothingLeft();
  }

  @Test
  @Thorough
  void anAgentThatHangsEndsTheRunWithItsName() {
    agents.start("a");
    Cli.Command hanging = agents.start("b");
    Cli.Command conform = all(folder.resolve("out"));
    awaitSuites(conform, 2);
    hanging.signal(Signal.STOP);
    Cli.Ended ended = conform.end();
    assertThat(ended.code()).as(ended.err() + ended.out()).isEqualTo(69);
    assertThat(written(folder.resolve("out")).complaints())
        .extracting(complaint -> complaint.text())
        .anyMatch(text -> text.matches("agent b (has said nothing for .*|is gone: .*)"));
    hanging.signal(Signal.CONT);
    await().atMost(Duration.ofSeconds(30)).until(() -> hanging.err().contains("ends its run: "));
    agents.all().forEach(agent -> agent.signal(Signal.TERM));
    agents.all().forEach(agent -> agent.end());
    cli.assertNothingLeft();
  }

  @Thorough
  @Test
  void theUserEndsTheSuitesOfAllAgentsAndTheyWaitForTheNext() {
    Cli.Command a = agents.start("a");
    Cli.Command b = agents.start("b");
    Path out = folder.resolve("out");
    Cli.Command conform = all(out);
    awaitSuites(conform, 1);
    conform.signal(Signal.INT);
    assertThat(conform.end().code()).isEqualTo(130);
    assertThat(written(out).suites()).isNotEmpty();
    for (Cli.Command agent : List.of(a, b)) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> agent.err().contains("ends its run: the user ends it"));
      await().until(() -> cli.processes("spawner").isEmpty());
      assertThat(agent.process().isAlive()).isTrue();
      agent.signal(Signal.TERM);
      assertThat(agent.end().code()).isZero();
    }
    cli.assertNothingLeft();
  }
}
