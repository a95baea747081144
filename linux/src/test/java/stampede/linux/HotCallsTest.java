package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Hot calls allocate nothing once they are compiled. Each loop is repeated until one repetition of
 * it allocated nothing, for before that the compiler is still at work.
 */
@Timeout(120)
class HotCallsTest {
  private static final int LOOPS = 20_000;
  private static final int MAX_REPETITIONS = 15;

  /** What a repetition may take that is not the loop's: the measurement itself. */
  private static final long TOLERATED_BYTES = 256;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ListeningSocket listener =
      ListeningSocket.bind(new Address.Unix("@stampede-hot-" + ThisProcess.pid()), 16, false);
  private final NativeBuffer address = listener.address().encode();
  private final NativeBuffer memory = NativeBuffer.allocate(64);
  private final Epoll epoll = Epoll.create(8);
  private final EventFd event = EventFd.create(false);
  private final TimerFd timer = TimerFd.create();

  interface Loop {
    int once();
  }

  @AfterEach
  void close() {
    listener.close();
    epoll.close();
    event.close();
    timer.close();
  }

  static void assertAllocatesNothing(Loop loop) {
    long leastBytes = Long.MAX_VALUE;
    for (int i = 0; i < MAX_REPETITIONS && leastBytes > TOLERATED_BYTES; i++) {
      leastBytes = Math.min(leastBytes, allocatedBytes(loop));
    }
    assertThat(leastBytes).as("bytes in %d loops", LOOPS).isLessThanOrEqualTo(TOLERATED_BYTES);
  }

  private static long allocatedBytes(Loop loop) {
    long id = Thread.currentThread().threadId();
    long before = THREADS.getThreadAllocatedBytes(id);
    int failures = 0;
    for (int i = 0; i < LOOPS; i++) {
      failures += loop.once() < 0 ? 1 : 0;
    }
    long bytes = THREADS.getThreadAllocatedBytes(id) - before;
    assertThat(failures).isZero();
    return bytes;
  }

  static int unless(boolean failed, int result) {
    return failed ? -1 : Math.max(0, result);
  }

  @Test
  void aConnectionFromSocketToClose() {
    listener.setNonBlocking(true);
    epoll.add(listener.number(), Epoll.IN, 1);
    assertAllocatesNothing(
        () -> {
          int client = Sockets.socket(Address.AF_UNIX, Sockets.STREAM | Sockets.CLOEXEC);
          int connected = Sockets.connect(client, address);
          int ready = epoll.await(0);
          int server = epoll.data(0) == 1 ? Sockets.acceptNow(listener.number()) : -1;
          int empty = Sockets.accept(listener.number());
          int sent = Sockets.send(client, memory, 0, 16, 0);
          int received = Sockets.recv(server, memory, 16, 16, 0);
          int error = SocketOption.ERROR.get(client);
          int ended = Sockets.shutdownWrite(client);
          int reset = SocketOption.closeByReset(server);
          int closed = Descriptor.close(client) + Descriptor.close(server);
          boolean failed =
              (connected | ready | server | ended | reset | closed | error) < 0
                  || empty != Sockets.WOULD_BLOCK
                  || sent + received != 32;
          return unless(failed, ready);
        });
  }

  @Test
  void epollAddModifyRemoveAndWaits() {
    event.signal(1);
    assertAllocatesNothing(
        () -> {
          int added = epoll.add(event.number(), Epoll.IN, 5);
          int changed = epoll.modify(event.number(), Epoll.IN | Epoll.OUT, 6);
          int ready = epoll.await(1_000_000) + epoll.await(0) + epoll.await(-1);
          int removed = epoll.remove(event.number());
          return unless(epoll.events(0) == 0 || ready != 3, added | changed | removed);
        });
  }

  @Test
  void poll() {
    event.signal(1);
    PollSet set = new PollSet(2);
    set.set(0, event.number(), Poll.IN);
    assertAllocatesNothing(
        () -> {
          int one = Poll.await(event.number(), Poll.IN, 1_000_000);
          int all = set.await(1_000_000);
          return unless(one != Poll.IN || all != 1, set.events(0));
        });
  }

  @Test
  void eventsAndTimers() {
    assertAllocatesNothing(
        () -> {
          int signalled = event.signal(3);
          long drained = event.drain();
          int armed = timer.arm(1_000_000_000L, 0) + timer.armAt(Clock.monotonicNs() << 1, 0);
          long early = timer.expirations();
          return unless(drained != 3 || early != Sockets.WOULD_BLOCK, signalled | armed);
        });
  }

  @Test
  void futexAndLock() {
    Futex futex = new Futex(memory, 0);
    RobustLock lock = RobustLock.create(NativeBuffer.allocate(64), 0);
    assertAllocatesNothing(
        () -> {
          Futex.Ended changed = futex.await(1, 1_000_000);
          int woken = futex.wake(1) + futex.wakeAll();
          RobustLock.Acquired first = lock.lock();
          lock.unlock();
          RobustLock.Acquired second = lock.tryLock();
          lock.unlock();
          boolean failed = changed != Futex.Ended.CHANGED || first != second || woken != 0;
          return unless(failed, 0);
        });
  }

  @Test
  void whereAndWhenWeAre() {
    assertAllocatesNothing(
        () -> {
          long now = Clock.monotonicNs();
          Errno name = Errno.of(Sockets.WOULD_BLOCK);
          int ids = ThisProcess.tid() | ThisProcess.pid();
          return unless(name != Errno.EAGAIN || now == 0, ids | Affinity.currentCpu());
        });
  }
}
