package stampede.server.strategy;

import java.util.Optional;
import stampede.linux.Completions;
import stampede.linux.Errno;
import stampede.linux.IoUring;
import stampede.linux.Submissions;

/**
 * Accepts through a ring of its own, and has at most one accept under way there. What the ring has
 * accepted and the handler has not taken yet belongs to this handler: it is given out by {@link
 * #attempt} also after {@link #stopAccepting}.
 *
 * <p>An accept that the kernel has just woken and that is cancelled before it ran has spent the
 * wakeup of a request that still is in the buffer, and nobody else is told of it. So a handler that
 * cancels looks there itself before it leaves.
 */
final class UringAcceptor implements Acceptor {
  /** Why no attempt can be made to fail as a plan of faults has it. */
  static final Optional<String> REFUSES_FAULT_PLANS =
      Optional.of("the kernel accepts for it, and there is no call to stand in for");

  private static final long ACCEPT = 1;
  private static final long CANCEL = 2;
  private static final long LOOK = 3;

  private final Attempt.Reading reading = new Attempt.Reading();
  private final IoUring ring;
  private final Submissions submissions;
  private final Completions completions;
  private final int listener;
  private final boolean multishot;
  private boolean underWay;
  private boolean stopping;

  /** What was asked for besides the accept, and is not answered yet. */
  private int unanswered;

  /** How often to look into the buffer yet before leaving. */
  private int looks;

  /**
   * Makes the ring; the calling thread is the handler's.
   *
   * @param room for connections that are accepted and not taken, at least 1
   */
  UringAcceptor(int listener, int room, IoUring.Completing completing, boolean multishot) {
    this.listener = listener;
    this.multishot = multishot;
    this.ring = IoUring.create(1, room, completing);
    this.submissions = ring.submissions();
    this.completions = ring.completions();
  }

  @Override
  public Attempt attempt() {
    if (completions.ready() == 0) {
      prepareNext();
      int result = ring.submitAndWait(1, -1);
      if (result < 0) {
        return reading.of(result);
      }
    }
    return take();
  }

  /** What the kernel could not take the last time still is prepared, and comes first. */
  private void prepareNext() {
    if (submissions.pending() > 0) {
      return;
    }
    if (stopping) {
      prepareToLeave();
    } else if (!underWay) {
      prepareAccept();
    }
  }

  private void prepareAccept() {
    underWay = true;
    if (multishot) {
      submissions.acceptMultishot(listener, ACCEPT, 0);
    } else {
      submissions.accept(listener, ACCEPT, 0);
    }
  }

  private void prepareToLeave() {
    if (unanswered > 0) {
      return;
    }
    if (underWay) {
      submissions.cancel(ACCEPT, CANCEL, 0);
      unanswered++;
    } else if (looks > 0) {
      submissions.acceptNow(listener, LOOK, 0);
      unanswered++;
      looks--;
    }
  }

  private Attempt take() {
    long operation = completions.userData(0);
    int result = completions.result(0);
    boolean more = completions.hasMore(0);
    completions.advance(1);
    if (operation == ACCEPT) {
      return accepted(result, more);
    }
    unanswered--;
    return operation == LOOK ? looked(result) : Attempt.INTERRUPTED;
  }

  private Attempt accepted(int result, boolean more) {
    underWay = more;
    if (result == Errno.ECANCELED.asResult()) {
      return Attempt.INTERRUPTED;
    }
    if (!more) {
      looks = 0;
    }
    return reading.of(result);
  }

  /** Before Linux 6.10 the kernel does not know how to look, and says so: then it is left out. */
  private Attempt looked(int result) {
    if (result < 0) {
      looks = 0;
      return Attempt.EMPTY;
    }
    return reading.of(result);
  }

  /** A one-shot accept has spent one wakeup at most, the other as many as it had room for. */
  @Override
  public void stopAccepting() {
    stopping = true;
    if (underWay) {
      looks = multishot ? completions.capacity() + 1 : 1;
    }
  }

  @Override
  public boolean holdsAccepted() {
    return stopping
        && (underWay
            || unanswered > 0
            || looks > 0
            || completions.ready() > 0
            || completions.overflowed());
  }

  @Override
  public void close() {
    ring.close();
  }
}
