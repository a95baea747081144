package stampede.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.Interruption;
import stampede.harness.PrivateNetwork;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.server.Settings;

/** Servers side by side, each with a network of its own. */
@Timeout(60)
class LanesIT {
  private static final int WITHIN_S = 20;
  private static final List<String> SPECS =
      List.of("blocking,handlers=1", "epoll,handlers=1", "mutex,handlers=1");

  private static Check check(String id, Check.Provocation provocation) {
    return new Check(id, List.of(1), "It is so", provocation);
  }

  private static ConformancePlan plan(int servers, boolean sharedNetwork, Check... checks) {
    List<ServerUnderTest> under =
        SPECS.subList(0, servers).stream().map(spec -> Servers.of(Settings.parse(spec))).toList();
    return new ConformancePlan(
        under,
        true,
        List.of(),
        List.of(checks),
        List.of(checks),
        2,
        sharedNetwork,
        Effort.BRIEF,
        1,
        false,
        KnownFailures.NONE,
        "c",
        new Repeat(1, ""));
  }

  private static void assumePrivateNetworks() throws Exception {
    String refused = PrivateNetwork.begin(why -> why.orElse("")).get();
    System.out.print(refused.isEmpty() ? "" : "SKIPPED: " + refused + "\n");
    assumeTrue(refused.isEmpty() || Boolean.getBoolean("stampede.forbidSkips"), refused);
  }

  private static String network(String task) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", task, "ns", "net")).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Those of the thread, its server and its load generator. */
  private static Finding networks(Trial trial) {
    Set<String> all = new HashSet<>();
    all.add(network("thread-self"));
    trial.stage().server().pids().forEach(pid -> all.add(network(Integer.toString(pid))));
    trial.stage().flood("closed:2", "none", 50_000_000L).result();
    return Finding.that(all.size() == 1, "one", String.join(" ", all));
  }

  private static Finding meet(CyclicBarrier barrier) {
    try {
      barrier.await(WITHIN_S, TimeUnit.SECONDS);
      return Finding.holds("met", "met");
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      return Finding.broken("met", alone.toString());
    }
  }

  private static String observed(SuiteRecord suite, int check) {
    return suite.checks().get(check).observed();
  }

  @Test
  void twoAreCheckedAtOnceEachInANetworkOfItsOwn() throws Exception {
    assumePrivateNetworks();
    CyclicBarrier both = new CyclicBarrier(2);
    ConformancePlan plan =
        plan(2, false, check("A", trial -> meet(both)), check("B", LanesIT::networks));
    ConformanceDocument document = new Conformance(plan, new Interruption(), new Nobody()).run();
    assertThat(document.lanes()).isEqualTo(2);
    assertThat(document.network()).isEqualTo("private");
    assertThat(document.verdict()).isEqualTo("pass");
    assertThat(document.suites())
        .extracting(suite -> suite.server().name())
        .containsExactly("blocking", "epoll");
    assertThat(document.suites())
        .extracting(suite -> observed(suite, 1))
        .doesNotHaveDuplicates()
        .doesNotContain(network("self"));
  }

  @Test
  void inTheMachinesNetworkThereIsOneLane() throws Exception {
    ConformanceDocument document =
        new Conformance(
                plan(2, true, check("B", LanesIT::networks)), new Interruption(), new Nobody())
            .run();
    assertThat(document.lanes()).isOne();
    assertThat(document.network()).isEqualTo("shared (as asked)");
    assertThat(document.suites())
        .extracting(suite -> observed(suite, 0))
        .containsOnly(network("self"));
  }

  @Test
  void whereOneLaneBreaksTheOthersEnd() throws Exception {
    assumePrivateNetworks();
    CyclicBarrier both = new CyclicBarrier(2);
    Check waits =
        check(
            "A",
            trial -> {
              meet(both);
              while (trial.server().description().name().equals("epoll")) {
                trial.interruption().check();
                Thread.onSpinWait();
              }
              return Finding.holds("", "");
            });
    Audience faulty =
        new Nobody() {
          @Override
          public void ends(CheckRecord check) {
            throw new IllegalStateException("nobody to tell");
          }
        };
    assertThatThrownBy(
            () -> new Conformance(plan(3, false, waits), new Interruption(), faulty).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nobody to tell");
  }
}
