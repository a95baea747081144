package stampede.load.bench;

import java.util.BitSet;
import java.util.Locale;
import stampede.linux.Address;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/**
 * What the kernel asks for a connection at the very least: one thread does both ends of each in
 * turn, so that nobody waits, nobody is woken and no time is read. Prints connections per second of
 * one CPU, closing by reset and by FIN.
 *
 * <pre>  FloorBench CPU SECONDS</pre>
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

  /** Runs both, after a warm-up of each. */
  public static void main(String[] arguments) {
    BitSet cpus = new BitSet();
    cpus.set(Integer.parseInt(arguments[0]));
    Affinity.placeThisThread(cpus);
    long ns = (long) (Double.parseDouble(arguments[1]) * 1e9);
    FloorBench floor = new FloorBench();
    for (boolean reset : new boolean[] {true, false}) {
      floor.perS(reset, ns);
      System.out.printf(Locale.ROOT, "%s %.0f%n", reset ? "reset" : "fin", floor.perS(reset, ns));
    }
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
