package stampede.report.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.SampleDocument;

@Timeout(10)
class ConclusionsTest {
  private final List<Cell> cells = new ArrayList<>();

  private void cell(Consumer<CellMaker> about) {
    CellMaker maker = new CellMaker();
    about.accept(maker);
    cells.add(maker.make());
  }

  private Conclusions conclusions() {
    return Conclusions.of(CellMaker.document(cells));
  }

  private Conclusion that(String part) {
    return conclusions().all().stream()
        .filter(each -> each.words().contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in " + conclusions().all()));
  }

  private static double[] about(double rate, int rounds) {
    double[] rates = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      rates[i] = rate * (1 + i / 200.0);
    }
    return rates;
  }

  private void rates(String name, double rate, int rounds) {
    cell(
        c -> {
          c.name = name;
          c.rates = about(rate, rounds);
        });
  }

  @Test
  void whoAnswersMostIsShownByEnoughRoundsThatAreApart() {
    rates("slow", 1000, 4);
    rates("fast", 1240, 4);
    Conclusion most = that("answered most requests per second");
    assertThat(most.strength()).isEqualTo(Strength.SHOWN);
    assertThat(most.words())
        .contains("On 1 CPU `fast, 4 threads`", "1.24 x as many as `slow, 4 threads`");
    assertThat(most.evidence()).contains(new Evidence.Drawn("throughput-1", "throughput"));
    assertThat(conclusions().advice())
        .contains("Use `fast, 4 threads` when you need the most requests per second from 1 CPU.");
  }

  @Test
  void twoRoundsAreOnlyAHintAndSayHowMuchThatIs() {
    rates("slow", 1000, 2);
    rates("fast", 1240, 2);
    assertThat(that("answered most").strength()).isEqualTo(Strength.HINT);
    assertThat(conclusions().advice()).anyMatch(advice -> advice.endsWith("only hints at it."));
    assertThat(that("2 valid rounds at most").words()).contains("one time in 3.", "--rounds 5");
  }

  @Test
  void roundsThatOverlapAreNotApartAndGiveNoAdvice() {
    rates("one", 1000, 4);
    rates("other", 1010, 4);
    Conclusion most = that("answered most");
    assertThat(most.strength()).isEqualTo(Strength.NOT_APART);
    assertThat(most.words()).contains("overlap", "not apart");
    assertThat(conclusions().advice().getFirst()).contains("no reason to prefer");
  }

  @Test
  void aSingleRoundRanksNobody() {
    rates("slow", 1000, 1);
    rates("fast", 2000, 1);
    assertThat(that("answered most").strength()).isEqualTo(Strength.OPEN);
    assertThat(conclusions().advice().getFirst()).contains("no reason to prefer");
  }

  @Test
  void nothingRestsOnCellsThatAreInvalidNoisyOrNotTheLimit() {
    cell(c -> c.name = "sound");
    cell(
        c -> {
          c.name = "invalid";
          c.valid = false;
          c.rates = about(9000, 4);
        });
    cell(
        c -> {
          c.name = "noisy";
          c.rates = new double[] {5000, 9000, 5000, 9000};
        });
    cell(
        c -> {
          c.name = "bound";
          c.limit = "generator";
          c.rates = about(8000, 4);
        });
    Conclusions all = conclusions();
    assertThat(all.all())
        .filteredOn(each -> each.strength().compareTo(Strength.NOT_APART) <= 0)
        .noneMatch(each -> each.words().contains("`invalid"))
        .noneMatch(each -> each.words().contains("`noisy"));
    assertThat(that("not known who answers most").strength()).isEqualTo(Strength.OPEN);
    assertThat(that("is not valid").words()).contains("`invalid, 4 threads`", "steal was high");
    assertThat(that("is noisy").words()).contains("`noisy, 4 threads`");
    assertThat(that("load generator was the limit").words()).contains("`bound, 4 threads`");
  }

  @Test
  void cellsUnderOtherConditionsAreNotCompared() {
    rates("fast", 9000, 4);
    cell(
        c -> {
          c.name = "slow";
          c.work = "spin:500us";
        });
    assertThat(conclusions().all()).noneMatch(each -> each.words().contains("answered most"));
  }

  @Test
  void aFailedAuditComesFirstAndSpeedDoesNotMakeUpForIt() {
    rates("sound", 1000, 4);
    cell(
        c -> {
          c.name = "broken";
          c.rates = about(9000, 4);
          c.audit = "fail";
          c.duplicated = 3;
        });
    Conclusion first = conclusions().all().getFirst();
    assertThat(first.strength()).isEqualTo(Strength.WRONG);
    assertThat(first.words()).contains("`broken, 4 threads`", "3 requests serviced more than once");
    assertThat(conclusions().advice()).noneMatch(advice -> advice.contains("broken"));
  }

  @Test
  void aHerdIsSaidWithItsPriceAndWhoDoesWithout() {
    cell(
        c -> {
          c.name = "epoll";
          c.notifies = "all";
          c.handlers = 8;
          c.wakeups = 7.9;
          c.emptyAccepts = 0.6;
          c.cpuUs = 210;
          c.load = "constant:200/s";
          c.limit = "schedule";
        });
    cell(
        c -> {
          c.name = "epoll-exclusive";
          c.handlers = 8;
          c.wakeups = 1;
          c.cpuUs = 100;
          c.load = "constant:200/s";
          c.limit = "schedule";
        });
    Conclusion herd = that("woke 7.90 handlers for each request");
    assertThat(herd.strength()).isEqualTo(Strength.SHOWN);
    assertThat(herd.words())
        .contains("With 8 handlers on 1 CPU, `epoll, 8 threads`")
        .contains("2.10 x the CPU time of `epoll-exclusive, 8 threads`");
    assertThat(herd.advice().orElseThrow()).contains("`epoll-exclusive` rather than `epoll`");
  }

  @Test
  void handlersThatNeverSleepShowNoHerdAndTheWordsSayWhatWould() {
    cell(
        c -> {
          c.wakeups = 0.02;
          c.notifies = "all";
        });
    cell(
        c -> {
          c.name = "blocking";
          c.wakeups = 0.01;
        });
    Conclusion none = that("does not show under this load");
    assertThat(none.strength()).isEqualTo(Strength.OPEN);
    assertThat(none.words()).contains("--load constant:200/s");
  }

  @Test
  void workThatSleepsIsNoHerd() {
    cell(
        c -> {
          c.work = "sleep:1ms";
          c.wakeups = 2;
        });
    assertThat(that("No strategy woke a herd").strength()).isEqualTo(Strength.SHOWN);
  }

  @Test
  void oneHandlerThatTakesAllIsUnfair() {
    cell(
        c -> {
          c.name = "epoll-exclusive";
          c.share = List.of(0.97, 0.01, 0.01, 0.01);
        });
    cell(c -> c.name = "blocking");
    Conclusion unfair = that("1 of the 4 handlers of `epoll-exclusive, 4 threads` took 97.0 %");
    assertThat(unfair.strength()).isEqualTo(Strength.SHOWN);
    assertThat(unfair.advice().orElseThrow()).startsWith("Do not use `epoll-exclusive` when");
  }

  @Test
  void moreCpusAreComparedWithTheIdeal() {
    rates("epoll", 1000, 4);
    cell(
        c -> {
          c.cpus = 2;
          c.rates = about(1600, 4);
        });
    assertThat(that("throughput grew").words())
        .contains("From 1 to 2 CPUs", "`epoll, 4 threads` 1.60 x", "2.00 x would be ideal");
  }

  @Test
  void sharedCpusSayNothingOfMoreCpus() {
    rates("epoll", 1000, 4);
    cell(
        c -> {
          c.cpus = 2;
          c.shared = true;
          c.limit = "unknown";
        });
    Conclusion unknown = that("What more CPUs bring cannot be said");
    assertThat(unknown.strength()).isEqualTo(Strength.OPEN);
    assertThat(unknown.words()).contains("shared the servers' CPUs");
  }

  @Test
  void theLawIsSaidFromFourCpuCountsOn() {
    for (int cpus : new int[] {1, 2, 4, 8}) {
      cell(
          c -> {
            c.cpus = cpus;
            c.rates = about(1000.0 * cpus / (1 + 0.1 * (cpus - 1)), 4);
          });
    }
    assertThat(that("Universal Scalability Law").words())
        .contains("sigma 0.100", "kappa 0 ", "no number of CPUs makes it slower");
  }

  @Test
  void aFullBufferIsNamedWithItsRemedy() {
    cell(
        c -> {
          c.overflows = 12;
          c.synRetransmits = 3;
        });
    cell(c -> c.name = "other");
    assertThat(that("overflowed 12 times").words())
        .contains("3 connection attempts were tried again", "net.core.somaxconn");
  }

  @Test
  void processesAreSetAgainstThreads() {
    rates("epoll", 1000, 4);
    cell(
        c -> {
          c.as = "processes";
          c.cpuUs = 120;
        });
    Conclusion each = that("a server of handler processes spent");
    assertThat(each.words()).contains("`epoll` 1.50 x");
    assertThat(each.strength()).isEqualTo(Strength.SHOWN);
  }

  @Test
  void aQueueForEachIsSetAgainstOneForAll() {
    cell(c -> c.p99Us = 5_000);
    cell(
        c -> {
          c.name = "reuseport";
          c.address = "split";
          c.p99Us = 15_000;
        });
    assertThat(that("one queue for all handlers, `epoll").words())
        .contains("within 5.00 ms", "within 15.0 ms");
  }

  @Test
  void unansweredRequestsAreWrong() {
    cell(c -> c.failed = 7);
    cell(c -> c.name = "other");
    assertThat(that("7 got no full and correct answer").words()).contains("ECONNREFUSED × 7");
  }

  @Test
  void oneCellIsSummedUpAndComparedWithNothing() {
    cell(c -> c.rates = about(1000, 4));
    assertThat(that("answered 1,008 requests per second").words()).contains("99 of 100 within");
    assertThat(that("Only one cell").strength()).isEqualTo(Strength.OPEN);
    assertThat(conclusions().advice()).isEmpty();
  }

  @Test
  void everyDocumentHasItsConclusions() {
    assertThat(Conclusions.of(SampleDocument.empty()).all()).isEmpty();
    assertThat(Conclusions.of(SampleDocument.unknownServer()).all()).isNotEmpty();
    assertThat(Conclusions.of(SampleDocument.sixtyCells(3)).all()).isNotEmpty();
    assertThat(Conclusions.of(SampleDocument.full("a`b")).all()).isNotEmpty();
  }
}
