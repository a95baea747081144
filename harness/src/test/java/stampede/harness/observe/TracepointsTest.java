package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.Tracepoints.Accepts;
import stampede.harness.observe.Tracepoints.Counts;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.Epoll;
import stampede.linux.IoUring;
import stampede.linux.ListeningSocket;
import stampede.linux.Sockets;
import stampede.linux.ThisProcess;
import stampede.linux.TracepointCounter.Scope;

/** What the kernel counts, against what a thread is made to do. */
@Timeout(30)
class TracepointsTest {
  private static final Address LOOPBACK = Address.parse("127.0.0.1:0");

  /** A platform thread that does one thing after another as it is told. */
  private final LinkedBlockingQueue<Runnable> things = new LinkedBlockingQueue<>();

  private final Thread thread = Thread.ofPlatform().daemon().start(this::run);
  private final Task task = inThread(() -> new Task(ThisProcess.pid(), ThisProcess.tid()));

  private void run() {
    try {
      while (true) {
        things.take().run();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T inThread(Supplier<T> thing) {
    CompletableFuture<T> done = new CompletableFuture<>();
    things.add(() -> done.complete(thing.get()));
    return done.join();
  }

  @AfterEach
  void end() {
    thread.interrupt();
  }

  private static Tracepoints open(List<Task> tasks, Scope scope) {
    return switch (Tracepoints.open(tasks, scope)) {
      case Tracepoints.Opened(Tracepoints counters) -> counters;
      case Tracepoints.Refused(String reason) -> {
        System.out.println("SKIPPED: " + reason);
        assumeTrue(Boolean.getBoolean("stampede.forbidSkips"), reason);
        throw new AssertionError(reason);
      }
    };
  }

  private static Counts only(Tracepoints counters) {
    List<Counts> all = counters.read();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static void connectAndAccept(ListeningSocket socket) {
    int number = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
    try (Descriptor client = new Descriptor(number)) {
      assertThat(Sockets.connect(client.number(), socket.address().encode())).isZero();
      assertThat(Descriptor.close(Sockets.acceptNow(socket.number()))).isZero();
    }
  }

  /** 4 accepts, 6 empty ones, 2 failed. */
  private static boolean accept() {
    try (ListeningSocket socket = ListeningSocket.bind(LOOPBACK, 8, false)) {
      socket.setNonBlocking(true);
      for (int i = 0; i < 4; i++) {
        connectAndAccept(socket);
      }
      for (int i = 0; i < 6; i++) {
        assertThat(Sockets.acceptNow(socket.number())).isEqualTo(Sockets.WOULD_BLOCK);
      }
      for (int i = 0; i < 2; i++) {
        assertThat(Sockets.acceptNow(1_000_000)).isNegative();
      }
      return true;
    }
  }

  @Test
  void acceptsAreCountedByTheirResultSinceAnEarlierReading() {
    try (Tracepoints counters = open(List.of(task), Scope.THREAD)) {
      assertThat(inThread(TracepointsTest::accept)).isTrue();
      Counts before = only(counters);
      assertThat(before.task()).isEqualTo(task);
      assertThat(before.accepts()).contains(new Accepts(4, 6, 2));

      assertThat(inThread(TracepointsTest::accept)).isTrue();
      accept();

      assertThat(only(counters).accepts()).as("not ours").contains(new Accepts(8, 12, 4));
      assertThat(only(counters).since(before).accepts()).contains(new Accepts(4, 6, 2));
    }
  }

  @Test
  void epollReturnsAreCountedApartFromThoseWhoseTimeRanOut() {
    try (Tracepoints counters = open(List.of(task), Scope.THREAD)) {
      inThread(TracepointsTest::await);
      assertThat(only(counters).epollReturns()).isEqualTo(3);
      assertThat(only(counters).epollTimeouts()).isEqualTo(5);
      assertThat(only(counters).accepts()).contains(new Accepts(0, 0, 0));
    }
  }

  /** 3 waits that find something, 5 that do not. */
  private static boolean await() {
    try (Epoll epoll = Epoll.create(4);
        ListeningSocket socket = ListeningSocket.bind(LOOPBACK, 8, false)) {
      epoll.add(socket.number(), Epoll.IN, 1);
      for (int i = 0; i < 5; i++) {
        assertThat(epoll.await(0)).isZero();
      }
      int number = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
      try (Descriptor client = new Descriptor(number)) {
        assertThat(Sockets.connect(client.number(), socket.address().encode())).isZero();
        for (int i = 0; i < 3; i++) {
          assertThat(epoll.await(1_000_000_000L)).isEqualTo(1);
        }
      }
      return true;
    }
  }

  @Test
  void sleepsAreThoseThatTheKernelCallsVoluntary() {
    try (Tracepoints counters = open(List.of(task), Scope.THREAD)) {
      long before = Threads.state(task).orElseThrow().sleeps();
      long countedBefore = only(counters).sleeps();
      inThread(
          () -> {
            for (int i = 0; i < 40; i++) {
              LockSupport.parkNanos(1_000_000);
            }
            return true;
          });
      long counted = only(counters).sleeps() - countedBefore;
      long slept = Threads.state(task).orElseThrow().sleeps() - before;
      assertThat(counted).isBetween(slept - 2, slept + 2).isBetween(40L, 60L);
    }
  }

  @Test
  void threadsStartedLaterCountOnlyWhenAskedFor() {
    try (Tracepoints one = open(List.of(task), Scope.THREAD);
        Tracepoints all = open(List.of(task), Scope.THREAD_AND_WHAT_IT_STARTS)) {
      inThread(
          () -> {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> done.complete(accept()));
            return done.join();
          });
      assertThat(only(one).accepts()).contains(new Accepts(0, 0, 0));
      assertThat(only(all).accepts()).contains(new Accepts(4, 6, 2));
    }
  }

  @Test
  void aProcessWithAnIoUringHasNoFiguresOfAccepts() {
    try (IoUring ring = IoUring.create(8, 8, IoUring.Completing.IN_ANY_CALL);
        Tracepoints counters = open(List.of(task), Scope.THREAD)) {
      assertThat(ring.isClosed()).isFalse();
      assertThat(only(counters).accepts()).isEmpty();
      assertThat(only(counters).since(only(counters)).accepts()).isEmpty();
    }
  }

  @Test
  void whoHasEndedIsLeftOutAndClosingLeavesNothingOpen() {
    List<Task> tasks = new ArrayList<>(List.of(new Task(999_999_999, 999_999_999), task));
    Tracepoints counters = open(tasks, Scope.THREAD);
    assertThat(counters.read()).extracting(Counts::task).containsExactly(task);
    assertThat(perfEvents()).isPositive();

    counters.close();

    assertThat(perfEvents()).isZero();
    assertThat(counters.read()).isEmpty();
  }

  private static long perfEvents() {
    return OpenFiles.of(ThisProcess.pid())
        .filter(file -> file.target().equals("anon_inode:[perf_event]"))
        .count();
  }
}
