package stampede.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;
import stampede.contract.Work;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.Errno;
import stampede.linux.Poll;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/**
 * Requests driven by hand, for those who want to see what becomes of each: recorded in the history
 * as a flood's are, so that the same audit holds for them. A visit connects at once, sends its
 * request as soon as the connection stands, and is moved on by {@link #advance}:
 *
 * <pre>{@code
 * try (Visits visits = new Visits(target, history.writer(0), Work.parse("sleep:50ms"), 8, seed)) {
 *   List<Visit> burst = visits.begin(8);
 *   visits.awaitAll(5_000_000_000L);
 * }
 * }</pre>
 *
 * <p>Closing it resets what is still under way, which is recorded as indeterminate. It is for some
 * thousands of requests, not for measuring. One thread uses it, the one that uses the writer.
 */
public final class Visits implements AutoCloseable {
  private static final long LOOK_EVERY_NS = 100_000L;

  private final Target target;
  private final HistoryWriter history;
  private final Work work;
  private final Protocol protocol;
  private final SplittableRandom random;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final List<Visit> underway = new ArrayList<>();

  /** Visits that each ask for {@code work}, at most {@code most} at a time. */
  public Visits(Target target, HistoryWriter history, Work work, int most, long seed) {
    this.target = target;
    this.history = history;
    this.work = work;
    this.protocol = target.exchange(most, work, HttpOptions.DEFAULT, false);
    this.random = Streams.of(seed, 0);
    for (int slot = 0; slot < most; slot++) {
      free.add(slot);
    }
  }

  /** Begins so many at once, each on its way before the next. */
  public List<Visit> begin(int count) {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      visits.add(begin());
    }
    return visits;
  }

  /** Begins one; {@link IllegalStateException} when as many as there may be are under way. */
  public Visit begin() {
    if (free.isEmpty()) {
      throw new IllegalStateException("as many visits as there may be are under way");
    }
    int slot = free.pop();
    long nowNs = Clock.monotonicNs();
    int type = Sockets.STREAM | Sockets.NONBLOCK | Sockets.CLOEXEC;
    int fd = Sockets.socket(target.address().family(), type);
    Visit visit = new Visit(slot, history.invoke(nowNs, nowNs), fd);
    underway.add(visit);
    protocol.prepare(slot, visit.id, work.drawNs(random));
    int result = fd < 0 ? fd : Sockets.connect(fd, target.address().encode());
    if (result == 0) {
      established(visit);
    } else if (result != Sockets.IN_PROGRESS) {
      end(visit, Outcome.FAILED, AttemptError.of(AttemptError.Phase.CONNECT, result));
    } else {
      advance(visit);
    }
    return visit;
  }

  /** Those that have not ended. */
  public List<Visit> underway() {
    return List.copyOf(underway);
  }

  /** Moves every visit on as far as it goes without waiting. */
  public void advance() {
    for (Visit visit : List.copyOf(underway)) {
      advance(visit);
    }
  }

  /** Moves them on until all have ended, for at most {@code timeoutNs}; whether they have. */
  public boolean awaitAll(long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    advance();
    while (!underway.isEmpty() && Clock.monotonicNs() < untilNs) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
      advance();
    }
    return underway.isEmpty();
  }

  /** Resets one that is under way: its client has gone. */
  public void reset(Visit visit) {
    if (!visit.hasEnded()) {
      SocketOption.closeByReset(visit.fd);
      int error = AttemptError.of(AttemptError.Phase.RECEIVE, AttemptError.CANCELLED);
      end(visit, Outcome.INDETERMINATE, error);
    }
  }

  private void advance(Visit visit) {
    if (!visit.hasEnded() && !visit.isEstablished()) {
      connecting(visit);
    }
    if (!visit.hasEnded() && visit.isEstablished()) {
      exchange(visit);
    }
  }

  private void connecting(Visit visit) {
    if (Poll.await(visit.fd, Poll.OUT, 0) == 0) {
      return;
    }
    int error = SocketOption.ERROR.get(visit.fd);
    if (error == 0) {
      established(visit);
    } else {
      Outcome outcome =
          Errno.of(-error) == Errno.ECONNREFUSED ? Outcome.FAILED : Outcome.INDETERMINATE;
      end(visit, outcome, AttemptError.of(AttemptError.Phase.CONNECT, error));
    }
  }

  private void established(Visit visit) {
    visit.establishedNs = Clock.monotonicNs();
    exchange(visit);
  }

  private void exchange(Visit visit) {
    if (visit.sentNs == 0) {
      send(visit);
    }
    if (!visit.hasEnded()) {
      receive(visit);
    }
  }

  private void send(Visit visit) {
    int length = protocol.requestBytes() - visit.sentBytes;
    long at = protocol.requestAt(visit.slot) + visit.sentBytes;
    int sent = Sockets.send(visit.fd, protocol.memory(), at, length, 0);
    if (sent > 0) {
      visit.sentBytes += sent;
      visit.sentNs = visit.sentBytes == protocol.requestBytes() ? Clock.monotonicNs() : 0;
    } else if (sent != Sockets.WOULD_BLOCK && sent != Sockets.INTERRUPTED) {
      end(visit, Outcome.INDETERMINATE, AttemptError.of(AttemptError.Phase.SEND, sent));
    }
  }

  private void receive(Visit visit) {
    int result = Protocol.MORE;
    while (result == Protocol.MORE) {
      int room = protocol.receiveRoom(visit.slot);
      long at = protocol.receiveAt(visit.slot);
      int received = Sockets.recv(visit.fd, protocol.memory(), at, room, 0);
      if (received == Sockets.WOULD_BLOCK || received == Sockets.INTERRUPTED) {
        return;
      }
      if (received < 0) {
        end(visit, Outcome.INDETERMINATE, AttemptError.of(AttemptError.Phase.RECEIVE, received));
        return;
      }
      if (visit.firstByteNs == 0 && received > 0) {
        visit.firstByteNs = Clock.monotonicNs();
      }
      result =
          received == 0
              ? protocol.ended(visit.slot)
              : protocol.received(visit.slot, protocol.receiveAt(visit.slot), received);
    }
    answered(visit, result);
  }

  private void answered(Visit visit, int result) {
    if (result == Protocol.COMPLETE) {
      visit.handler = protocol.handler(visit.slot);
      visit.acceptedNs = protocol.acceptedNs(visit.slot);
      visit.completedNs = protocol.completedNs(visit.slot);
      end(visit, Outcome.OK, AttemptError.NONE);
    } else if (result == AttemptError.END_OF_STREAM) {
      end(visit, Outcome.INDETERMINATE, AttemptError.of(AttemptError.Phase.RECEIVE, result));
    } else {
      int error = AttemptError.of(AttemptError.Phase.ANSWER, result);
      end(visit, AttemptError.outcomeOfAnswer(result), error);
    }
  }

  private void end(Visit visit, Outcome outcome, int error) {
    if (visit.fd >= 0) {
      Descriptor.close(visit.fd);
    }
    visit.closedNs = Clock.monotonicNs();
    visit.outcome = outcome;
    visit.error = error;
    underway.remove(visit);
    free.push(visit.slot);
    history.end(
        visit.id,
        outcome,
        visit.handler,
        error,
        visit.establishedNs,
        visit.sentNs,
        visit.firstByteNs,
        visit.closedNs);
  }

  @Override
  public void close() {
    underway().forEach(this::reset);
  }
}
