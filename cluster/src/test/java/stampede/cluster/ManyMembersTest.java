package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Clock;

/** Sixty-four members on real channels in this process. */
@Timeout(120)
class ManyMembersTest {
  private static final int MEMBERS = 64;
  private static final int INTERVALS = 3;
  private static final long SOON_NS = 30_000 * Agents.MS;

  private final Agents agents = new Agents(Deadlines.usual());
  private final List<Membership> joined = new ArrayList<>();
  private Membership controller;

  @BeforeEach
  void join() {
    String here = "many " + System.nanoTime();
    for (int i = 0; i < MEMBERS; i++) {
      Membership membership = membership(here, "agent " + i);
      agents.serve(membership, String.format("%02d", i));
    }
    controller = membership(here, "controller");
  }

  private Membership membership(String here, String name) {
    Meeting meeting =
        new Meeting(
            InetAddress.getLoopbackAddress(),
            Meeting.USUAL_PORT,
            new Meeting.Place.Here(here),
            Optional.empty());
    Membership membership = Membership.join(meeting, name);
    joined.add(membership);
    return membership;
  }

  @AfterEach
  void leave() {
    agents.close();
    joined.reversed().parallelStream().forEach(Membership::close);
  }

  private Controller begun(String order) {
    List<Roll.Present> present = new Roll(controller).await(MEMBERS, SOON_NS, () -> {});
    Controller run = new Controller(controller, present, Deadlines.usual(), () -> {});
    run.prepare(name -> order);
    run.synchronise();
    run.go(Clock.monotonicNs() + 300 * Agents.MS);
    return run;
  }

  @Test
  void whatTheyTellAddsUpExactly() {
    IntCountsHistogram merged = Histograms.empty();
    long[] mergingNs = new long[1];
    Map<String, String> results;
    try (Controller run = begun(INTERVALS + " 200")) {
      results =
          run.follow(
              (member, interval) -> {
                long fromNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                merged.add(Histograms.decode(interval.progress().latencies()));
                mergingNs[0] +=
                    ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - fromNs;
              },
              Clock.monotonicNs() + SOON_NS);
    }
    assertThat(results).hasSize(MEMBERS).containsValue("told " + INTERVALS);
    assertThat(merged.getTotalCount())
        .isEqualTo((long) MEMBERS * INTERVALS * SimulatedWork.PER_INTERVAL);
    assertThat(merged.getCountAtValue(500_000)).isPositive();
    System.out.printf(
        "merging %d histograms took %d us of CPU%n", MEMBERS * INTERVALS, mergingNs[0] / 1000);
  }

  @Test
  void oneThatDiesEndsTheRunOfAllTheOthers() {
    try (Controller run = begun("1000 100")) {
      assertThatThrownBy(
              () ->
                  run.follow(
                      (member, interval) -> {
                        if (member.equals("17") && interval.number() == 2) {
                          joined.get(17).close();
                        }
                      },
                      Clock.monotonicNs() + SOON_NS))
          .isInstanceOf(MemberException.class)
          .hasMessage("agent 17 is gone: it has ended, or is cut off");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(agents.works)
                    .filteredOn(work -> work != agents.works.get(17))
                    .allSatisfy(work -> assertThat(work.calls()).endsWith("release")));
  }
}
