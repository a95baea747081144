package stampede.harness.micro.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.linux.EventFd;
import stampede.linux.Futex;
import stampede.linux.NativeBuffer;

/** What a notification costs where nobody sleeps: to say it, and to take note of it. */
@State(Scope.Thread)
public class SelfSignal {
  private final Futex nobody = new Futex(NativeBuffer.allocate(Integer.BYTES), 0);
  private EventFd event;
  private Selector selector;

  /** Makes a counter and a selector. */
  @Setup
  public void open() throws IOException {
    event = EventFd.create(true);
    selector = Selector.open();
  }

  /** Closes them. */
  @TearDown
  public void close() throws IOException {
    selector.close();
    event.close();
  }

  /** Our way. */
  @Benchmark
  @Measures("write and read of an eventfd")
  public long eventfd() {
    event.signal(1);
    long taken = event.drain();
    if (taken != 1) {
      throw new IllegalStateException("took " + taken);
    }
    return taken;
  }

  /** The cheapest notification there is. */
  @Benchmark
  @Measures("futex wake of nobody")
  public int futex() {
    return nobody.wakeAll();
  }

  /** The JDK's way, which is an eventfd and epoll below. */
  @Benchmark
  @Measures("Selector.wakeup and the selectNow that sees it")
  public int jdk() throws IOException {
    selector.wakeup();
    return selector.selectNow();
  }
}
