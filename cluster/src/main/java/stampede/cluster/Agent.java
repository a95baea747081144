package stampede.cluster;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import stampede.linux.Clock;

/**
 * The side of the protocol that works: it waits for a controller, does what that asks, one run at a
 * time, and ends its work when the controller says so, is gone, or is silent for too long.
 *
 * <pre>
 *   controller                            agent
 *   ----------                            -----
 *   CALL                          ---&gt;    any
 *                                 &lt;---    HELLO name
 *   PREPARE run, order            ---&gt;    idle: the work looks at itself       PREPARING
 *                                 &lt;---    READY run, ticket, facts             PREPARED
 *                                         or REFUSED run, why                  idle
 *   PING run, n                   ---&gt;    any phase of that run
 *                                 &lt;---    PONG run, n, its clock
 *   GO run, ticket, at its clock  ---&gt;    PREPARED: the work begins at that    RUNNING
 *                                 &lt;---    INTERVAL run, n, counts of a second  ... each second
 *                                 &lt;---    SAID run, n, text                    ... as it likes
 *   ANSWER run, text              ---&gt;    RUNNING: the work hears it           ... as it likes
 *                                 &lt;---    DONE run, result                     DONE
 *                                         or REFUSED run, why                  idle
 *   EVIDENCE run, piece ... last  ---&gt;    DONE: the work audits itself         AUDITING
 *                                 &lt;---    VERDICT run, text                    DONE
 *   STOP run, why                 ---&gt;    any phase of that run: it ends       idle
 *
 *   the controller has left: as STOP, in any phase
 *   nothing is heard of it for
 *   {@link Deadlines#silenceNs}:
 *   as STOP, in any phase         &lt;---    REFUSED run, why                     idle
 * </pre>
 *
 * <p>Whatever does not fit phase, run, ticket or sender is passed over. One thread serves; the work
 * has a thread of its own.
 */
public final class Agent implements AutoCloseable {
  private static final long LOOK_EVERY_NS = 20_000_000L;

  private final Group group;
  private final String name;
  private final Work work;
  private final Deadlines deadlines;
  private final Consumer<String> log;
  private final SecureRandom tickets = new SecureRandom();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("work").factory());
  private Optional<Errand> errand = Optional.empty();

  /**
   * An agent.
   *
   * @param name for people; it stands in results and errors
   * @param work what it does; closed with it
   * @param log is told in a line what it does
   */
  public Agent(Group group, String name, Work work, Deadlines deadlines, Consumer<String> log) {
    this.group = group;
    this.name = name;
    this.work = work;
    this.deadlines = deadlines;
    this.log = log;
  }

  /**
   * Serves until {@code ends}, which is asked some fifty times a second.
   *
   * @throws ClusterException when it is no member any more, or its work does not stop
   */
  public void serve(BooleanSupplier ends) {
    while (!ends.getAsBoolean()) {
      group.poll(LOOK_EVERY_NS).ifPresent(this::hear);
      errand.ifPresent(this::look);
    }
    errand.ifPresent(under -> abandon("the agent ends"));
  }

  private void hear(Happening happening) {
    errand
        .filter(under -> under.controller.equals(happening.peer()))
        .ifPresent(under -> under.heardNs = Clock.monotonicNs());
    switch (happening) {
      case Happening.Received(Peer peer, Message message, long atNs) -> obey(peer, message, atNs);
      case Happening.Left(Peer peer) ->
          errand
              .filter(under -> under.controller.equals(peer))
              .ifPresent(under -> abandon("its controller is gone"));
      case Happening.Garbled(Peer peer, String why) ->
          log.accept("passed over what " + peer + " sent: " + why);
      case Happening.Joined joined -> {}
    }
  }

  private void obey(Peer peer, Message message, long atNs) {
    switch (message) {
      case Message.Call() -> group.send(peer, new Message.Hello(name, work.capacity()));
      case Message.Prepare(long run, String order) -> prepare(peer, run, order);
      case Message.Ping(long run, int number) ->
          of(peer, run)
              .ifPresent(
                  under ->
                      group.send(peer, new Message.Pong(run, number, atNs, Clock.monotonicNs())));
      case Message.Go(long run, long ticket, long startNs) ->
          of(peer, run)
              .filter(under -> under.phase == Errand.Phase.PREPARED && under.ticket == ticket)
              .ifPresent(under -> go(under, startNs));
      case Message.Evidence(long run, boolean last, ByteBuffer piece) ->
          of(peer, run)
              .filter(under -> under.phase == Errand.Phase.DONE)
              .ifPresent(under -> take(under, last, piece));
      case Message.Answer(long run, String text) ->
          of(peer, run)
              .filter(under -> under.phase == Errand.Phase.RUNNING)
              .filter(under -> !under.conversation.take(text))
              .ifPresent(under -> refuse(under, "there are more answers than it takes"));
      case Message.Stop(long run, String why) -> of(peer, run).ifPresent(under -> abandon(why));
      // these are of agents
      case Message.Hello hello -> {}
      case Message.Ready ready -> {}
      case Message.Refused refused -> {}
      case Message.Pong pong -> {}
      case Message.Interval interval -> {}
      case Message.Said said -> {}
      case Message.Done done -> {}
      case Message.Verdict verdict -> {}
    }
  }

  private Optional<Errand> of(Peer peer, long run) {
    return errand.filter(under -> under.run == run && under.controller.equals(peer));
  }

  private void prepare(Peer peer, long run, String order) {
    if (errand.isPresent()) {
      group.send(peer, new Message.Refused(run, "it works for another run"));
      return;
    }
    log.accept("makes ready for a run of " + peer);
    Future<String> ready = worker.submit(() -> work.prepare(order));
    errand =
        Optional.of(new Errand(group, peer, run, tickets.nextLong(), ready, Clock.monotonicNs()));
  }

  private void go(Errand under, long atNs) {
    long lateNs = Clock.monotonicNs() - atNs;
    if (lateNs > 0) {
      refuse(under, "GO came " + lateNs / 1_000_000 + " ms after the instant it names");
      return;
    }
    log.accept("begins");
    under.work = worker.submit(() -> work.run(atNs, under.conversation));
    under.enter(Errand.Phase.RUNNING, Clock.monotonicNs());
  }

  private void take(Errand under, boolean last, ByteBuffer piece) {
    if (!under.keep(piece)) {
      refuse(under, "there is more evidence than one run can have");
    } else if (last) {
      under.work = worker.submit(() -> work.audit(under.evidence()));
      under.enter(Errand.Phase.AUDITING, Clock.monotonicNs());
    }
  }

  /** Goes on when the work has, or ends when there is nobody to work for. */
  private void look(Errand under) {
    long nowNs = Clock.monotonicNs();
    if (nowNs - under.heardNs > deadlines.silenceNs()) {
      // that may live after all, and would wait for an agent that has given it up
      refuse(under, "nothing is heard of its controller");
    } else if (under.work.isDone()) {
      switch (under.phase) {
        case PREPARING ->
            ended(
                under,
                facts -> new Message.Ready(under.run, under.ticket, facts),
                Errand.Phase.PREPARED);
        case RUNNING ->
            ended(under, result -> new Message.Done(under.run, result), Errand.Phase.DONE);
        case AUDITING ->
            ended(under, text -> new Message.Verdict(under.run, text), Errand.Phase.DONE);
        case PREPARED, DONE -> {}
      }
    } else if (under.phase == Errand.Phase.PREPARING
        && nowNs - under.phaseNs > deadlines.readyNs()) {
      refuse(under, "it is not ready in time");
    }
  }

  private void ended(Errand under, Function<String, Message> told, Errand.Phase next) {
    try {
      group.send(under.controller, told.apply(under.work.get()));
      under.enter(next, Clock.monotonicNs());
    } catch (ExecutionException failure) {
      refuse(under, reason(failure.getCause()));
    } catch (CancellationException | IllegalArgumentException failure) {
      refuse(under, reason(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable failure) {
    String why = failure instanceof WorkRefusedException ? failure.getMessage() : defect(failure);
    return why.substring(0, Math.min(why.length(), Message.WHY_BYTES / 4));
  }

  /** Nobody sees its trace here: the place goes with it. */
  private static String defect(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private void refuse(Errand under, String why) {
    group.send(under.controller, new Message.Refused(under.run, why));
    abandon(why);
  }

  /** Ends the work, and is idle. */
  private void abandon(String why) {
    log.accept("ends its run: " + why);
    errand = Optional.empty();
    work.stop();
    try {
      worker.submit(work::release).get(deadlines.stopNs(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException hung) {
      throw new ClusterException("its work does not stop", hung);
    } catch (ExecutionException failure) {
      throw new ClusterException(
          "its work cannot be given back: " + reason(failure.getCause()), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the work. */
  @Override
  public void close() {
    work.stop();
    worker.shutdownNow();
    work.close();
  }
}
