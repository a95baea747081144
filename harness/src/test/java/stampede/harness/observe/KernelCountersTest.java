package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.ListeningSocket;
import stampede.linux.ThisProcess;
import stampede.report.Environment;

/** What is read of /proc, against things done to change it. */
@Timeout(30)
class KernelCountersTest {
  private static final long SPIN_NS = 200_000_000L;

  private static void spin() {
    long untilNs = Clock.monotonicNs() + SPIN_NS;
    while (Clock.monotonicNs() < untilNs) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anOverflowOfTheBufferIsCounted() throws IOException {
    TcpCounters before = TcpCounters.now();
    List<SocketChannel> clients = new ArrayList<>();
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      Address.Internet address = (Address.Internet) socket.address();
      for (int i = 0; i < 8; i++) {
        SocketChannel client = SocketChannel.open();
        clients.add(client);
        client.configureBlocking(false);
        client.connect(new InetSocketAddress(address.host(), address.port()));
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> TcpCounters.now().since(before, "ListenOverflows").orElse(0) > 0);
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
    assertThat(TcpCounters.now().since(before, "ListenDrops").orElseThrow()).isPositive();
  }

  @Test
  void aCounterTheKernelDoesNotHaveIsAbsent() {
    TcpCounters now = TcpCounters.now();
    assertThat(now.since(now, "NoSuchCounter")).isEmpty();
    assertThat(now.since(now, "ListenOverflows").orElseThrow()).isZero();
  }

  @Test
  void processTimesGrowByWhatThreadsSpin() {
    int pid = ThisProcess.pid();
    long before = ProcessTimes.spent(List.of(pid)).cpuNs();
    spin();
    long spent = ProcessTimes.spent(List.of(pid)).cpuNs() - before;
    assertThat(spent).as("some of the time was others'").isGreaterThan(SPIN_NS / 20);
  }

  @Test
  void aProcessThatIsGoneCostsNothing() {
    assertThat(ProcessTimes.spent(List.of(999_999_999)).cpuNs()).isZero();
    assertThat(ProcessTimes.voluntarySwitches(999_999_999, 999_999_999)).isEmpty();
  }

  @Test
  void everySleepIsAVoluntarySwitch() throws InterruptedException {
    AtomicInteger tid = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slept = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread sleeper =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  tid.set(ThisProcess.tid());
                  awaitQuietly(go);
                  for (int i = 0; i < 50; i++) {
                    LockSupport.parkNanos(1_000_000);
                  }
                  slept.countDown();
                  awaitQuietly(end);
                });
    await().atMost(Duration.ofSeconds(5)).until(() -> tid.get() != 0);
    int pid = ThisProcess.pid();
    long before = ProcessTimes.voluntarySwitches(pid, tid.get()).orElseThrow();
    go.countDown();
    slept.await();
    long after = ProcessTimes.voluntarySwitches(pid, tid.get()).orElseThrow();
    end.countDown();
    sleeper.join(Duration.ofSeconds(5));
    assertThat(after - before).isBetween(50L, 60L);
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void busyAndIdleTimeOfEveryCpuAddUpToWhatPassed() {
    CpuTimes before = CpuTimes.now();
    spin();
    CpuTimes after = CpuTimes.now();
    BitSet cpus = Machine.cpus();
    assertThat(after.perCpu().keySet()).containsAll(cpus.stream().boxed().toList());
    assertThat(after.busyPercentSince(before, cpus)).isBetween(1.0, 100.0);
    assertThat(after.stealPercentSince(before, cpus)).isBetween(0.0, 100.0);
  }

  @Test
  void cpuTimesAreSharesOfTheCpusAskedFor() {
    CpuTimes zero = new CpuTimes(Map.of());
    CpuTimes later =
        new CpuTimes(Map.of(0, new CpuTimes.Ticks(75, 25, 0), 1, new CpuTimes.Ticks(0, 50, 50)));
    BitSet first = new BitSet();
    first.set(0);
    BitSet both = new BitSet();
    both.set(0, 2);
    assertThat(later.busyPercentSince(zero, first)).isEqualTo(75, within(1e-9));
    assertThat(later.busyPercentSince(zero, both)).isEqualTo(37.5, within(1e-9));
    assertThat(later.stealPercentSince(zero, both)).isEqualTo(25, within(1e-9));
    assertThat(later.busyPercentSince(later, both)).isZero();
  }

  @Test
  void aSnapshotHoldsWhatTheScoreboardShows() {
    try (Scoreboard scoreboard = Scoreboard.create(2)) {
      HandlerSlot slot = scoreboard.slot(1);
      slot.setIdentity(ThisProcess.pid(), ThisProcess.tid());
      slot.countAccept();
      slot.countEmptyAccept();
      slot.noteCpu(3);
      Snapshot now =
          Snapshot.now(
              HandlerCounts.now(scoreboard),
              List.of(ThisProcess.pid()),
              List.of(ThisProcess.pid()));
      assertThat(now.handlers()).hasSize(2);
      assertThat(now.handlers().get(0).wakeups()).as("not there yet").isEqualTo(-1);
      HandlerCounts counts = now.handlers().get(1);
      assertThat(counts.accepts()).isEqualTo(1);
      assertThat(counts.emptyAccepts()).isEqualTo(1);
      assertThat(counts.cpus()).containsExactly(3);
      assertThat(counts.switches()).isNotNegative();
      assertThat(now.serverCpuNs()).isPositive();
      assertThat(now.generatorCompilerCpuNs()).isPositive();
    }
  }

  @Test
  void theMachineIsDescribed() {
    Environment here = Machine.describe();
    assertThat(here.kernel()).startsWith("Linux ");
    assertThat(here.memoryBytes()).isGreaterThan(1L << 20);
    assertThat(here.sysctls()).containsKey("net.core.somaxconn");
    assertThat(here.limits()).containsKey("open files");
  }

  @Test
  void theExaminationTriesEverythingAndAdvisesWhereSomethingIsWrong() {
    List<Examination.Finding> findings = Examination.all();
    assertThat(findings)
        .extracting(Examination.Finding::subject)
        .contains("CPUs", "listen queue", "kernel tracepoints", "network of one's own");
    assertThat(findings).allSatisfy(finding -> assertThat(finding.seen()).isNotBlank());
    assertThat(findings).noneMatch(finding -> finding.grade() == Examination.Grade.BAD);
  }
}
