package stampede.load.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import stampede.linux.Address;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/**
 * What the kernel asks for a connection at the very least: one thread on each CPU does both ends of
 * each of its own in turn, so that nobody waits, nobody is woken and no time is read. Prints the
 * connections per second of these CPUs together, closing by reset and by FIN. Two that share a core
 * do less than twice what one does alone.
 *
 * <pre>  FloorBench CPU[,CPU...] SECONDS [reset|fin]</pre>
 */
public final class FloorBench {
  private static final int REQUEST_BYTES = 32;
  private static final int ANSWER_BYTES = 64;
  private static final int AT_ONCE = 1_000;

  private final ListeningSocket listener =
      ListeningSocket.bind(Address.parse("127.0.0.1:0"), 128, false);
  private final NativeBuffer address = listener.address().encode();
  private final NativeBuffer memory = NativeBuffer.allocate(ANSWER_BYTES);

  private FloorBench() {}

  /** Runs both or one, each after a warm-up. */
  public static void main(String[] arguments) throws InterruptedException {
    int[] cpus = Stream.of(arguments[0].split(",")).mapToInt(Integer::parseInt).toArray();
    long ns = (long) (Double.parseDouble(arguments[1]) * 1e9);
    List<String> kinds = arguments.length > 2 ? List.of(arguments[2]) : List.of("reset", "fin");
    for (String kind : kinds) {
      System.out.printf(Locale.ROOT, "%s %.0f%n", kind, together(cpus, kind.equals("reset"), ns));
    }
  }

  /** What threads on all of these CPUs do at the same time. */
  private static double together(int[] cpus, boolean reset, long ns) throws InterruptedException {
    CyclicBarrier begin = new CyclicBarrier(cpus.length);
    DoubleAdder sum = new DoubleAdder();
    List<Thread> threads = new ArrayList<>();
    for (int cpu : cpus) {
      threads.add(Thread.ofPlatform().start(() -> sum.add(alone(cpu, reset, ns, begin))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return sum.sum();
  }

  private static double alone(int cpu, boolean reset, long ns, CyclicBarrier begin) {
    BitSet here = new BitSet();
    here.set(cpu);
    Affinity.placeThisThread(here);
    FloorBench floor = new FloorBench();
    floor.perS(reset, ns);
    try {
      begin.await();
    } catch (InterruptedException | BrokenBarrierException gone) {
      throw new IllegalStateException("a thread beside it failed", gone);
    }
    return floor.perS(reset, ns);
  }

  private double perS(boolean reset, long forNs) {
    long count = 0;
    long beganNs = Clock.monotonicNs();
    long nowNs = beganNs;
    while (nowNs - beganNs < forNs) {
      for (int i = 0; i < AT_ONCE; i++) {
        connection(reset);
      }
      count += AT_ONCE;
      nowNs = Clock.monotonicNs();
    }
    return count * 1e9 / (nowNs - beganNs);
  }

  private void connection(boolean reset) {
    int client = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
    int done = Sockets.connect(client, address);
    done |= Sockets.send(client, memory, 0, REQUEST_BYTES, 0);
    int server = Sockets.accept(listener.number());
    done |= Sockets.recv(server, memory, 0, REQUEST_BYTES, 0);
    done |= Sockets.send(server, memory, 0, ANSWER_BYTES, 0);
    done |= Sockets.recv(client, memory, 0, ANSWER_BYTES, 0);
    if (reset) {
      done |= SocketOption.closeByReset(client);
    }
    done |= Descriptor.close(client) | Descriptor.close(server);
    if (done < 0) {
      throw new IllegalStateException("a call failed: errno " + -done);
    }
  }
}
