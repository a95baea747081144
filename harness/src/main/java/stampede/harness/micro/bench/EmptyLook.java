package stampede.harness.micro.bench;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.linux.Epoll;
import stampede.linux.EventFd;
import stampede.linux.LinuxException;
import stampede.linux.Poll;

/** What it costs to look whether anything is ready, when nothing is. */
@State(Scope.Thread)
public class EmptyLook {
  private EventFd quiet;
  private Epoll epoll;
  private Pipe pipe;
  private Selector selector;

  /** One descriptor each, which is never ready. */
  @Setup
  public void open() throws IOException {
    quiet = EventFd.create(true);
    epoll = Epoll.create(1);
    LinuxException.check(epoll.add(quiet.number(), Epoll.IN, 0), "epoll_ctl");
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    selector = Selector.open();
    pipe.source().register(selector, SelectionKey.OP_READ);
  }

  /** Closes them. */
  @TearDown
  public void close() throws IOException {
    selector.close();
    pipe.source().close();
    pipe.sink().close();
    epoll.close();
    quiet.close();
  }

  /** With an instance that knows the descriptor. */
  @Benchmark
  @Measures("epoll_wait that does not wait")
  public int epoll() {
    return nothing(epoll.await(0));
  }

  /** With the descriptor handed over in each call. */
  @Benchmark
  @Measures("ppoll that does not wait")
  public int poll() {
    return nothing(Poll.await(quiet.number(), Poll.IN, 0));
  }

  /** The JDK's way, which is epoll below. */
  @Benchmark
  @Measures("Selector.selectNow")
  public int jdk() throws IOException {
    return nothing(selector.selectNow());
  }

  private static int nothing(int ready) {
    if (ready != 0) {
      throw new IllegalStateException("something was ready: " + ready);
    }
    return ready;
  }
}
