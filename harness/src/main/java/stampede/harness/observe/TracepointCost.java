package stampede.harness.observe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;
import stampede.linux.ThisProcess;
import stampede.linux.TracepointCounter.Scope;

/**
 * What counting by tracepoints adds to a connection over the loopback, tried here: one thread
 * connects, accepts and closes, without counters, with them, and without them again. A server pays
 * the same for its own calls, and a little more at each switch of its threads. Where others use the
 * CPUs it is rough, though the lower quartile of batches is taken, for what others do only adds.
 *
 * @param plainNs a connection without counters
 * @param countedNs the same with counters
 */
record TracepointCost(long plainNs, long countedNs) {
  private static final long PHASE_NS = 25_000_000L;
  private static final int BATCH = 32;
  private static final int MOST_BATCHES = 1000;

  /** Tries it, within about 0.3 s; empty when counting is not permitted, or nothing connects. */
  static Optional<TracepointCost> measured() {
    Address anyPort = Address.parse("127.0.0.1:0");
    try (ListeningSocket listener = ListeningSocket.bind(anyPort, BATCH, false)) {
      listener.setNonBlocking(true);
      batches(listener);
      long[] before = batches(listener);
      Task me = new Task(ThisProcess.pid(), ThisProcess.tid());
      return switch (Tracepoints.open(List.of(me), Scope.THREAD)) {
        case Tracepoints.Opened(Tracepoints counters) -> {
          long[] counted = countedBatches(counters, listener);
          long[] after = batches(listener);
          long[] plain = LongStream.concat(Arrays.stream(before), Arrays.stream(after)).toArray();
          yield Optional.of(new TracepointCost(lowerQuartile(plain), lowerQuartile(counted)));
        }
        case Tracepoints.Refused refused -> Optional.empty();
      };
    } catch (LinuxException noLoopback) {
      return Optional.empty();
    }
  }

  private static long[] countedBatches(Tracepoints counters, ListeningSocket listener) {
    try (counters) {
      return batches(listener);
    }
  }

  /** Nanoseconds of a connection in each batch of a phase; at least one batch. */
  private static long[] batches(ListeningSocket listener) {
    NativeBuffer address = listener.address().encode();
    long[] batches = new long[MOST_BATCHES];
    int count = 0;
    long begunNs = Clock.monotonicNs();
    long nowNs = begunNs;
    while (count < MOST_BATCHES && (count == 0 || nowNs - begunNs < PHASE_NS)) {
      long fromNs = nowNs;
      for (int i = 0; i < BATCH; i++) {
        connectAndAccept(listener, address);
      }
      nowNs = Clock.monotonicNs();
      batches[count++] = (nowNs - fromNs) / BATCH;
    }
    return Arrays.copyOf(batches, count);
  }

  private static void connectAndAccept(ListeningSocket listener, NativeBuffer address) {
    int client = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
    Sockets.connect(client, address);
    SocketOption.closeByReset(client);
    Descriptor.close(Sockets.acceptNow(listener.number()));
    Descriptor.close(client);
  }

  private static long lowerQuartile(long[] values) {
    Arrays.sort(values);
    return values[values.length / 4];
  }

  /** What counting adds to a connection, in nanoseconds; negative when it is lost in the noise. */
  long addedNs() {
    return countedNs - plainNs;
  }

  /** In a few words, for people. */
  @Override
  public String toString() {
    return addedNs() <= 0
        ? "less than the noise now here to %.1f us of a loopback connection"
            .formatted(plainNs / 1e3)
        : "%d ns to %.1f us of a loopback connection (%.1f%%)"
            .formatted(addedNs(), plainNs / 1e3, 100.0 * addedNs() / Math.max(1, plainNs));
  }
}
