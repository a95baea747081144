package stampede.load;

import java.util.Arrays;
import stampede.contract.Outcome;
import stampede.linux.Clock;
import stampede.linux.Epoll;
import stampede.linux.Errno;
import stampede.linux.Sockets;

/**
 * The flood engine on epoll. A connection costs four system calls when its socket is kept (connect,
 * send, recv, connect to nowhere) and six otherwise (socket, connect, send, epoll_ctl, recv,
 * close), and a share of one epoll_pwait2.
 *
 * <p>A connection kept for the next request costs send, recv and the share. On loopback the
 * handshake is done when connect says it is in progress, so the request is sent at once; only where
 * that would block is room to send waited for. Registrations are edge-triggered and made after
 * sending, when an answer may already be there: adding reports it. An event carries its slot and
 * the generation of its registration, so that one of an earlier socket is known.
 */
final class EpollEngine extends SlotEngine {
  private static final int MAX_EVENTS = 256;
  private static final int WATCH = Epoll.IN | Epoll.RDHUP | Epoll.EDGE;
  private static final int END = Epoll.RDHUP | Epoll.HUP | Epoll.ERR;
  private static final int GENERATION_SHIFT = 32;
  private static final int CLOSED = -1;

  private final Connections connections;
  private final Epoll epoll = Epoll.create(MAX_EVENTS);
  private final int[] fd;
  private final int[] generation;
  private final boolean[] watched;
  private final boolean[] watchedForRoom;
  private final boolean[] hungUp;

  EpollEngine(FloodSettings settings, int thread, AttemptLog log, Cancellation cancellation) {
    super(settings, thread, log, cancellation, false);
    connections = new Connections(settings, thread);
    fd = new int[slots.count()];
    Arrays.fill(fd, CLOSED);
    generation = new int[slots.count()];
    watched = new boolean[slots.count()];
    watchedForRoom = new boolean[slots.count()];
    hungUp = new boolean[slots.count()];
  }

  @Override
  void open() {
    // the thread makes nothing of its own
  }

  @Override
  void release() {
    for (int socket : fd) {
      if (socket != CLOSED) {
        connections.end(socket, false);
      }
    }
    epoll.close();
  }

  @Override
  void await(long waitNs) {
    int ready = epoll.await(waitNs);
    if (ready < 0 && ready != Sockets.INTERRUPTED) {
      throw new IllegalStateException("epoll_pwait2 failed: " + Errno.of(ready));
    }
    for (int i = 0; i < ready; i++) {
      long data = epoll.data(i);
      int slot = (int) data;
      if (generation[slot] != (int) (data >>> GENERATION_SHIFT)) {
        continue;
      }
      hungUp[slot] |= (epoll.events(i) & END) != 0;
      arrived(slot, epoll.events(i));
    }
  }

  private void arrived(int slot, int events) {
    switch (slots.state[slot]) {
      case Slots.SENDING -> send(slot);
      case Slots.RECEIVING -> receive(slot);
      case Slots.ENDING -> awaitEnd(slot);
      default -> {
        // a socket kept without its connection reports its own reset
        if (slots.connected[slot] && (events & (Epoll.IN | END)) != 0) {
          forsake(slot);
        }
      }
    }
  }

  @Override
  void set(int slot) {
    if (slots.connected[slot]) {
      send(slot);
      return;
    }
    hungUp[slot] = false;
    if (fd[slot] == CLOSED) {
      int opened = connections.open();
      if (opened < 0) {
        finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, opened);
        return;
      }
      fd[slot] = opened;
      watched[slot] = false;
      watchedForRoom[slot] = false;
    }
    setAgain(slot);
  }

  @Override
  void setAgain(int slot) {
    int result = connections.connect(fd[slot]);
    if (result == 0) {
      slots.establishedNs[slot] = Clock.monotonicNs();
    } else if (result == Sockets.WOULD_BLOCK) {
      slots.state[slot] = Slots.RECONNECTING;
      turns.pause(slot, Clock.monotonicNs());
      return;
    } else if (result != Sockets.IN_PROGRESS && result != Sockets.INTERRUPTED) {
      finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, result);
      return;
    }
    slots.state[slot] = Slots.SENDING;
    send(slot);
  }

  private void send(int slot) {
    long before = slots.establishedNs[slot] == 0 ? Clock.monotonicNs() : 0;
    int sent = slots.sentBytes[slot];
    int length = protocol.requestBytes() - sent;
    long from = protocol.requestAt(slot) + sent;
    int result = Sockets.send(fd[slot], protocol.memory(), from, length, 0);
    if (result < 0 && result != Sockets.WOULD_BLOCK && result != Sockets.INTERRUPTED) {
      sendFailed(slot, result);
      return;
    }
    if (result > 0) {
      slots.sentBytes[slot] = sent + result;
      if (before != 0) {
        slots.establishedNs[slot] = before;
      }
    }
    if (result == length) {
      slots.sentNs[slot] = Clock.monotonicNs();
      slots.state[slot] = Slots.RECEIVING;
      watch(slot, false);
    } else {
      watch(slot, true);
    }
  }

  /** What connect left to be found out is reported by send, as SO_ERROR would report it. */
  private void sendFailed(int slot, int result) {
    if (slots.establishedNs[slot] != 0) {
      broken(slot, AttemptError.Phase.SEND, result);
    } else {
      refused(slot, result);
    }
  }

  private void watch(int slot, boolean forRoom) {
    int events = forRoom ? WATCH | Epoll.OUT : WATCH;
    int result = 0;
    if (!watched[slot]) {
      generation[slot]++;
      result = epoll.add(fd[slot], events, tag(slot));
    } else if (forRoom && !watchedForRoom[slot]) {
      result = epoll.modify(fd[slot], events, tag(slot));
    }
    if (result < 0) {
      throw new IllegalStateException("epoll_ctl failed: " + Errno.of(result));
    }
    watched[slot] = true;
    watchedForRoom[slot] |= forRoom;
  }

  private long tag(int slot) {
    return (long) generation[slot] << GENERATION_SHIFT | slot;
  }

  private void receive(int slot) {
    boolean again = false;
    while (true) {
      int result = receiveOnce(slot);
      if (result > 0) {
        long now = Clock.monotonicNs();
        if (!received(slot, protocol.receiveAt(slot), result, now)) {
          return;
        }
        if (again && turns.isPastDeadline(slot, now)) {
          timeOut(slot);
          return;
        }
        again = true;
      } else if (result == Sockets.WOULD_BLOCK) {
        return;
      } else if (result != Sockets.INTERRUPTED) {
        streamEnded(slot, result);
        return;
      }
    }
  }

  private int receiveOnce(int slot) {
    return Sockets.recv(
        fd[slot], protocol.memory(), protocol.receiveAt(slot), protocol.receiveRoom(slot), 0);
  }

  @Override
  void awaitEnd(int slot) {
    afterAnswer(slot, receiveOnce(slot));
  }

  @Override
  boolean isOpen(int slot) {
    return !hungUp[slot];
  }

  @Override
  void leave(int slot, boolean clean) {
    boolean kept = clean && !watchedForRoom[slot];
    if (fd[slot] != CLOSED && !connections.end(fd[slot], kept)) {
      fd[slot] = CLOSED;
    }
  }
}
