package stampede.cluster;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells members that their controller is alive, whatever that is busy with, from a thread of its
 * own. Their answers are nobody's round trips: it was not noted when the questions left.
 */
final class Heartbeat implements AutoCloseable {
  /** The number of its pings. */
  static final int NUMBER = Integer.MAX_VALUE;

  private final CountDownLatch closed = new CountDownLatch(1);

  Heartbeat(Group group, long run, List<Peer> peers, long everyNs) {
    Thread.ofPlatform()
        .daemon()
        .name("heartbeat")
        .start(() -> beat(group, new Message.Ping(run, NUMBER), peers, everyNs));
  }

  private void beat(Group group, Message ping, List<Peer> peers, long everyNs) {
    try {
      while (!closed.await(everyNs, TimeUnit.NANOSECONDS)) {
        peers.forEach(peer -> group.send(peer, ping));
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
