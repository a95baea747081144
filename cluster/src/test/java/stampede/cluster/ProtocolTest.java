package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Clock;

/** {@link Controller} and {@link Agent} together, in one room: each step, and each way to fail. */
@Timeout(60)
class ProtocolTest {
  private static final long LEAD_NS = 50 * Agents.MS;
  private static final long SOON_NS = 10_000 * Agents.MS;

  private final Room room = new Room();
  private final Agents agents = new Agents();
  private final Room.Seat seatA = room.enter("a");
  private final Room.Seat seatB = room.enter("b");
  private final Room.Seat seat = room.enter("controller");
  private final SimulatedWork workA = agents.serve(seatA, "a");
  private final SimulatedWork workB = agents.serve(seatB, "b");

  @AfterEach
  void end() {
    agents.close();
  }

  private Controller controller() {
    List<Roll.Present> present = new Roll(seat).await(2, SOON_NS, () -> {});
    return new Controller(seat, present, Agents.SHORT, () -> {});
  }

  private static void begin(Controller run, String orderOfA, String orderOfB) {
    run.prepare(name -> name.equals("a") ? orderOfA : orderOfB);
    run.synchronise();
    run.go(Clock.monotonicNs() + LEAD_NS);
  }

  private static Map<String, String> follow(Controller run) {
    return run.follow((member, interval) -> {}, Clock.monotonicNs() + SOON_NS);
  }

  private static void assertReleased(SimulatedWork work) {
    await().untilAsserted(() -> assertThat(work.calls()).endsWith("stop", "release"));
  }

  @Test
  void everyMemberIsPreparedBegunFollowedAuditedAndReleased() {
    IntCountsHistogram merged = Histograms.empty();
    List<String> intervals = new ArrayList<>();
    try (Controller run = controller()) {
      assertThat(run.prepare(name -> name.equals("a") ? "3" : "2"))
          .containsExactly(Map.entry("a", "facts of 3"), Map.entry("b", "facts of 2"));
      run.synchronise();
      run.go(Clock.monotonicNs() + LEAD_NS);
      Map<String, String> results =
          run.follow(
              (member, interval) -> {
                intervals.add(member + interval.number());
                merged.add(Histograms.decode(interval.progress().latencies()));
              },
              Clock.monotonicNs() + SOON_NS);
      assertThat(results).containsEntry("a", "told 3").containsEntry("b", "told 2");
      ByteBuffer piece = ByteBuffer.wrap("evidence ".getBytes(StandardCharsets.UTF_8));
      assertThat(run.audit(name -> List.of(piece, piece)).get("b"))
          .isEqualTo("audited evidence evidence ");
      run.endingFor("it is done");
    }
    assertThat(intervals).containsExactlyInAnyOrder("a0", "a1", "a2", "b0", "b1");
    assertThat(merged.getTotalCount()).isEqualTo(5 * SimulatedWork.PER_INTERVAL);
    assertReleased(workA);
    assertThat(workB.calls()).startsWith("prepare", "run", "audit");
    assertThat(agents.log).contains("a ends its run: it is done");
  }

  @Test
  void allBeginAtOneInstantOfTheControllersClock() {
    long atNs;
    Map<String, ClockOffset> offsets;
    try (Controller run = controller()) {
      run.prepare(name -> "1");
      offsets = run.synchronise();
      atNs = Clock.monotonicNs() + LEAD_NS;
      run.go(atNs);
      follow(run);
    }
    // one clock for all: what they were told differs by what is not known of it
    assertThat(workA.begunAtNs() - atNs).isEqualTo(offsets.get("a").offsetNs());
    assertThat(Math.abs(offsets.get("b").offsetNs()))
        .isLessThanOrEqualTo(offsets.get("b").uncertaintyNs());
  }

  @Test
  void oneRunFollowsAnother() {
    for (int i = 0; i < 3; i++) {
      try (Controller run = controller()) {
        begin(run, "1", "1");
        assertThat(follow(run)).hasSize(2);
      }
      assertReleased(workA);
      assertReleased(workB);
    }
  }

  @Test
  void aMemberThatRefusesEndsTheRunWithItsNameAndReason() {
    try (Controller run = controller()) {
      assertThatThrownBy(() -> begin(run, "1", "refuse"))
          .isInstanceOf(MemberException.class)
          .hasMessage("agent b refuses: only 1024 descriptors, and 5000 are needed");
    }
    assertReleased(workA);
  }

  @Test
  void aMemberThatIsNotReadyInTimeEndsTheRun() {
    try (Controller run = controller()) {
      assertThatThrownBy(() -> begin(run, "hang", "1"))
          .isInstanceOf(MemberException.class)
          .hasMessageMatching("agent a (is not ready in time|refuses: it is not ready in time)");
    }
    assertReleased(workA);
    assertReleased(workB);
  }

  @Test
  void aMemberWhoseWorkFailsEndsTheRun() {
    try (Controller run = controller()) {
      begin(run, "1000 20", "fail");
      assertThatThrownBy(() -> follow(run))
          .hasMessage("agent b refuses: the load generator has ended");
    }
    assertReleased(workA);
  }

  @Test
  void aMemberThatDiesEndsTheRunOfTheOthers() {
    try (Controller run = controller()) {
      begin(run, "1000 20", "1000 20");
      assertThatThrownBy(
              () ->
                  run.follow(
                      (member, interval) -> {
                        if (interval.number() == 3 && member.equals("b")) {
                          seatB.leave();
                        }
                      },
                      Clock.monotonicNs() + SOON_NS))
          .isInstanceOfSatisfying(
              MemberException.class, gone -> assertThat(gone.member()).isEqualTo("b"))
          .hasMessage("agent b is gone: it has ended, or is cut off");
    }
    assertReleased(workA);
  }

  @Test
  void aMemberThatHangsIsNamed() {
    try (Controller run = controller()) {
      begin(run, "1000 20", "1000 20");
      seatA.fallSilent();
      assertThatThrownBy(() -> follow(run))
          .hasMessageMatching("agent a has said nothing for \\d+ ms: it hangs, .*");
    }
    assertReleased(workB);
  }

  @Test
  void aMemberThatIsNotDoneInTimeIsNamed() {
    try (Controller run = controller()) {
      begin(run, "1000 20", "1");
      long untilNs = Clock.monotonicNs() + 300 * Agents.MS;
      assertThatThrownBy(() -> run.follow((member, interval) -> {}, untilNs))
          .hasMessage("agent a is not done in time");
    }
    assertReleased(workA);
  }

  @Test
  void aMemberThatSpeaksNonsenseIsNamed() {
    try (Controller run = controller()) {
      begin(run, "1000 20", "1000 20");
      seatB.sayNonsense(seat.self());
      assertThatThrownBy(() -> follow(run))
          .hasMessage("agent b sent what is not of the protocol: there is no kind 99");
    }
  }

  @Test
  void aMissingIntervalIsNotPassedOver() {
    seatB.distort(
        message ->
            message instanceof Message.Interval(long run, int number, Work.Progress progress)
                    && number == 1
                ? new Message.Interval(run, 2, progress)
                : message);
    try (Controller run = controller()) {
      begin(run, "5", "5");
      assertThatThrownBy(() -> follow(run)).hasMessage("agent b sent interval 2 where 1 was due");
    }
  }

  @Test
  void whatAWorkSaysIsAnsweredInOrderToWhoeverSaidIt() {
    List<String> said = new ArrayList<>();
    try (Controller run = controller()) {
      run.answerBy(
          (member, text) -> {
            said.add(member + " " + text);
            return Optional.of(text.replace("word", member));
          });
      begin(run, "talk 3", "talk 2");
      assertThat(follow(run))
          .containsEntry("a", "heard a 0 a 1 a 2")
          .containsEntry("b", "heard b 0 b 1");
    }
    assertThat(said)
        .containsExactlyInAnyOrder("a word 0", "a word 1", "a word 2", "b word 0", "b word 1");
  }

  @Test
  void aMissingWordIsNotPassedOver() {
    seatB.distort(
        message ->
            message instanceof Message.Said(long run, int number, String text)
                ? new Message.Said(run, number + 1, text)
                : message);
    try (Controller run = controller()) {
      begin(run, "1", "talk 1");
      assertThatThrownBy(() -> follow(run)).hasMessage("agent b sent word 1 where 0 was due");
    }
  }

  @Test
  void anAgentWhoseControllerIsGoneStopsItsWork() {
    Controller run = controller();
    begin(run, "1000 20", "1000 20");
    await().untilAsserted(() -> assertThat(workA.calls()).contains("run"));
    seat.leave();
    assertReleased(workA);
    assertReleased(workB);
    assertThat(agents.log).contains("a ends its run: its controller is gone");
    run.close();
  }

  @Test
  void anAgentWhoseControllerIsSilentStopsItsWork() {
    Controller run = controller();
    begin(run, "1000 20", "1000 20");
    await().untilAsserted(() -> assertThat(workA.calls()).contains("run"));
    seat.fallSilent();
    assertReleased(workA);
    assertReleased(workB);
    assertThat(agents.log).contains("a ends its run: nothing is heard of its controller");
    assertThatThrownBy(() -> follow(run))
        .isInstanceOf(MemberException.class)
        .hasMessageEndingWith("refuses: nothing is heard of its controller");
    run.close();
  }

  @Test
  void aControllerThatIsBusyIsNotSilent() {
    try (Controller run = controller()) {
      begin(run, "1", "1");
      long untilNs = Clock.monotonicNs() + 2 * Agents.SHORT.silenceNs();
      await().until(() -> Clock.monotonicNs() > untilNs);
      assertThat(follow(run)).hasSize(2);
    }
  }

  @Test
  void anAgentWorksForOneControllerAtATime() {
    Room.Seat other = room.enter("other");
    try (Controller run = controller()) {
      begin(run, "1000 20", "1000 20");
      List<Roll.Present> present = new Roll(other).await(2, SOON_NS, () -> {});
      try (Controller second = new Controller(other, present, Agents.SHORT, () -> {})) {
        assertThatThrownBy(() -> second.prepare(name -> "1"))
            .hasMessageContaining("refuses: it works for another run");
      }
    }
    assertThat(workA.calls()).containsOnlyOnce("prepare");
  }

  @Test
  void aGoWithoutTheTicketOfReadyIsPassedOver() {
    seat.distort(
        message ->
            message instanceof Message.Go(long run, long ticket, long atNs)
                ? new Message.Go(run, ticket + 1, atNs)
                : message);
    try (Controller run = controller()) {
      begin(run, "1", "1");
      long untilNs = Clock.monotonicNs() + 300 * Agents.MS;
      assertThatThrownBy(() -> run.follow((member, interval) -> {}, untilNs))
          .hasMessage("agent a is not done in time");
    }
    assertThat(workA.calls()).doesNotContain("run");
  }

  @Test
  void aGoThatComesAfterItsInstantIsRefused() {
    try (Controller run = controller()) {
      run.prepare(name -> "1");
      run.synchronise();
      run.go(Clock.monotonicNs() - 5 * Agents.MS);
      assertThatThrownBy(() -> follow(run))
          .hasMessageMatching("agent [ab] refuses: GO came \\d+ ms after the instant it names");
    }
  }

  @Test
  void anAgentWhoseWorkDoesNotStopEndsItself() {
    try (Controller run = controller()) {
      begin(run, "stuck", "1");
    }
    assertThatThrownBy(() -> agents.serving.getFirst().get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("its work does not stop");
  }

  @Test
  void whoDoesNotComeIsMissed() {
    Roll roll = new Roll(seat);
    assertThatThrownBy(() -> roll.await(3, 200 * Agents.MS, () -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessage("only 2 of 3 agents have come: a, b");
  }

  @Test
  void agentsOfOneNameAreToldApart() {
    agents.serve(room.enter("c"), "b");
    assertThat(new Roll(seat).await(3, SOON_NS, () -> {}))
        .extracting(Roll.Present::name)
        .containsExactly("a", "b", "b #2");
  }
}
