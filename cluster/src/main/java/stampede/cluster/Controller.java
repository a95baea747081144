package stampede.cluster;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import stampede.linux.Clock;

/**
 * The side of the protocol that directs one run ({@link Agent} draws it). Each step waits for every
 * member; one that dies, refuses, falls silent or does not answer in time ends the step with a
 * {@link MemberException}, and closing the controller ends the run everywhere.
 *
 * <pre>{@code
 * try (Controller run = new Controller(group, agents, Deadlines.usual(), interruption::check)) {
 *   run.prepare(name -> orders.get(name));
 *   run.synchronise();
 *   run.go(Clock.monotonicNs() + leadNs);
 *   Map<String, String> results = run.follow(listener, untilNs);
 *   Map<String, String> verdicts = run.audit(name -> evidence.get(name));
 * }
 * }</pre>
 *
 * <p>One thread uses it.
 */
public final class Controller implements AutoCloseable {
  private static final long LOOK_EVERY_NS = 20_000_000L;
  private static final int PINGS = 40;
  private static final long PING_TIMEOUT_NS = 200_000_000L;
  private static final int LEAST_PONGS = 5;

  private final Group group;
  private final Deadlines deadlines;
  private final Runnable check;
  private final long run = new SecureRandom().nextLong();
  private final Map<Peer, Member> members = new LinkedHashMap<>();
  private final Heartbeat heartbeat;
  private IntervalListener listener = (member, interval) -> {};
  private Answering answering = (member, text) -> Optional.empty();
  private int pingNumber;
  private long pingedNs;
  private String ending = "the controller ends the run";

  /**
   * A run of these agents.
   *
   * @param agents at least one, with names that differ
   * @param check is asked some fifty times a second, and throws when the user ends it
   */
  public Controller(Group group, List<Roll.Present> agents, Deadlines deadlines, Runnable check) {
    this.group = group;
    this.deadlines = deadlines;
    this.check = check;
    long nowNs = Clock.monotonicNs();
    agents.forEach(each -> members.put(each.peer(), new Member(each.peer(), each.name(), nowNs)));
    this.heartbeat =
        new Heartbeat(group, run, List.copyOf(members.keySet()), deadlines.heartbeatNs());
  }

  /**
   * Has every member make ready.
   *
   * @param order by the member's name
   * @return what they say of themselves, by name
   */
  public Map<String, String> prepare(Function<String, String> order) {
    members.values().forEach(each -> send(each, new Message.Prepare(run, order.apply(each.name))));
    long untilNs = Clock.monotonicNs() + deadlines.readyNs();
    pump(untilNs, each -> each.ready.isPresent(), "is not ready in time");
    return each(member -> member.ready.orElseThrow().facts());
  }

  /**
   * Compares clocks, one member at a time, by the round trip that takes least. One that stands
   * still for a while is asked for as long as it might take to be ready.
   *
   * @return how far each clock is ahead of ours, by name; the best that is known so far
   */
  public Map<String, ClockOffset> synchronise() {
    for (Member member : members.values()) {
      member.pongs = 0;
      long untilNs = Clock.monotonicNs() + deadlines.readyNs();
      for (int i = 0; i < PINGS || (isUnknown(member) && Clock.monotonicNs() < untilNs); i++) {
        ping(member);
      }
      if (isUnknown(member)) {
        throw new MemberException(
            member.name, "answers too late for its clock to be compared with ours");
      }
    }
    return each(member -> member.offset.orElseThrow());
  }

  private static boolean isUnknown(Member member) {
    return member.pongs < LEAST_PONGS;
  }

  private void ping(Member member) {
    pingNumber++;
    int wanted = member.pongs + 1;
    pingedNs = Clock.monotonicNs();
    send(member, new Message.Ping(run, pingNumber));
    long untilNs = pingedNs + PING_TIMEOUT_NS;
    while (member.pongs < wanted && Clock.monotonicNs() < untilNs) {
      next();
    }
  }

  /**
   * Lets every member begin.
   *
   * @param atNs when, on our clock: late enough for the message to come before it
   */
  public void go(long atNs) {
    for (Member member : members.values()) {
      member.startNs = member.offset.orElseThrow().theirs(atNs);
      send(member, new Message.Go(run, member.ready.orElseThrow().ticket(), member.startNs));
    }
  }

  /** The instant at which a member was told to begin, on its own clock. */
  public long startOf(String name) {
    return members.values().stream()
        .filter(each -> each.name.equals(name))
        .mapToLong(each -> each.startNs)
        .findFirst()
        .orElseThrow();
  }

  /** Has what members say from now on answered; nothing that is not asked for here is. */
  public void answerBy(Answering by) {
    answering = by;
  }

  /**
   * Waits until every member is done.
   *
   * @param shown is shown what they tell meanwhile
   * @param untilNs the latest, on our clock
   * @return what came of it, by name
   */
  public Map<String, String> follow(IntervalListener shown, long untilNs) {
    listener = shown;
    pump(untilNs, each -> each.result.isPresent(), "is not done in time");
    return each(member -> member.result.orElseThrow());
  }

  /**
   * Follows them for a while.
   *
   * @param shown is shown what they tell meanwhile
   * @param timeoutNs for how long, unless all are done before
   * @return whether all are done
   */
  public boolean followFor(IntervalListener shown, long timeoutNs) {
    listener = shown;
    long untilNs = Clock.monotonicNs() + timeoutNs;
    long leftNs = timeoutNs;
    while (!areDone() && leftNs > 0) {
      boolean heard = hearNext(Math.min(leftNs, LOOK_EVERY_NS));
      if (!heard) {
        requireSignsOfLife(Clock.monotonicNs());
      }
      leftNs = untilNs - Clock.monotonicNs();
    }
    return areDone();
  }

  private boolean areDone() {
    return members.values().stream().allMatch(each -> each.result.isPresent());
  }

  /**
   * Has every member hold its records against the other side's.
   *
   * @param evidence in pieces of at most {@link Message#PIECE_BYTES}, by the member's name
   * @return what they find, by name
   */
  public Map<String, String> audit(Function<String, Iterable<ByteBuffer>> evidence) {
    for (Member member : members.values()) {
      for (ByteBuffer piece : evidence.apply(member.name)) {
        send(member, new Message.Evidence(run, false, piece));
        check.run();
      }
      send(member, new Message.Evidence(run, true, ByteBuffer.allocate(0)));
    }
    long untilNs = Clock.monotonicNs() + deadlines.auditNs();
    pump(untilNs, each -> each.verdict.isPresent(), "has not audited in time");
    return each(member -> member.verdict.orElseThrow());
  }

  /** Why closing it ends the run, as its members are to be told. */
  public void endingFor(String why) {
    ending = why.substring(0, Math.min(why.length(), Message.WHY_BYTES / 4));
  }

  private void pump(long untilNs, Predicate<Member> isDone, String late) {
    // what came while nobody listened is a sign of life too
    boolean hasMore = true;
    while (hasMore) {
      hasMore = hearNext(0);
    }
    while (true) {
      Optional<Member> waitedFor = members.values().stream().filter(isDone.negate()).findFirst();
      if (waitedFor.isEmpty()) {
        return;
      }
      long nowNs = Clock.monotonicNs();
      if (nowNs >= untilNs) {
        throw new MemberException(waitedFor.get().name, late);
      }
      requireSignsOfLife(nowNs);
      next();
    }
  }

  private void requireSignsOfLife(long nowNs) {
    for (Member member : members.values()) {
      long silentNs = nowNs - member.heardNs;
      if (silentNs > deadlines.silenceNs()) {
        throw new MemberException(
            member.name,
            "has said nothing for "
                + silentNs / 1_000_000
                + " ms: it hangs, is too slow, or is cut off");
      }
    }
  }

  private void next() {
    check.run();
    hearNext(LOOK_EVERY_NS);
  }

  private boolean hearNext(long timeoutNs) {
    Optional<Happening> happening = group.poll(timeoutNs);
    happening.ifPresent(
        each -> Optional.ofNullable(members.get(each.peer())).ifPresent(from -> hear(from, each)));
    return happening.isPresent();
  }

  private void hear(Member member, Happening happening) {
    member.heardNs = Clock.monotonicNs();
    switch (happening) {
      case Happening.Left left ->
          throw new MemberException(member.name, "is gone: it has ended, or is cut off");
      case Happening.Garbled(Peer peer, String why) ->
          throw new MemberException(member.name, "sent what is not of the protocol: " + why);
      case Happening.Received(Peer peer, Message message, long atNs) -> take(member, message, atNs);
      case Happening.Joined joined -> {}
    }
  }

  private void take(Member member, Message message, long atNs) {
    switch (message) {
      case Message.Ready ready when ready.run() == run -> member.ready = Optional.of(ready);
      case Message.Refused(long of, String why) when of == run ->
          throw new MemberException(member.name, "refuses: " + why);
      case Message.Pong pong when pong.run() == run && pong.number() == pingNumber -> {
        member.pongs++;
        ClockOffset now = ClockOffset.of(pingedNs, pong.receivedNs(), pong.sentNs(), atNs);
        member.offset = Optional.of(ClockOffset.better(member.offset, now));
      }
      case Message.Interval interval when interval.run() == run -> take(member, interval);
      case Message.Said said when said.run() == run -> take(member, said);
      case Message.Done(long of, String result) when of == run ->
          member.result = Optional.of(result);
      case Message.Verdict(long of, String text) when of == run ->
          member.verdict = Optional.of(text);
      default -> {
        // of another run, or of another controller
      }
    }
  }

  private void take(Member member, Message.Interval interval) {
    requireInOrder(member, "interval", interval.number(), member.intervals);
    member.intervals++;
    listener.on(member.name, interval);
  }

  private void take(Member member, Message.Said said) {
    requireInOrder(member, "word", said.number(), member.said);
    member.said++;
    answering
        .answer(member.name, said.text())
        .ifPresent(text -> send(member, new Message.Answer(run, text)));
  }

  private static void requireInOrder(Member member, String what, int number, int due) {
    if (number != due) {
      throw new MemberException(
          member.name, "sent " + what + " " + number + " where " + due + " was due");
    }
  }

  private void send(Member member, Message message) {
    group.send(member.peer, message);
  }

  private <T> Map<String, T> each(Function<Member, T> what) {
    Map<String, T> byName = new LinkedHashMap<>();
    members.values().forEach(member -> byName.put(member.name, what.apply(member)));
    return byName;
  }

  /** Ends the run everywhere, whether it is done or not. */
  @Override
  public void close() {
    heartbeat.close();
    members.values().forEach(member -> send(member, new Message.Stop(run, ending)));
  }
}
