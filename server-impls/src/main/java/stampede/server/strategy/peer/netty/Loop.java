package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import stampede.server.strategy.peer.PeerHandler;

/**
 * One handler: an event loop and the connections it was given. What is not said to be for any
 * thread is for the loop's own.
 */
final class Loop {
  private final EventLoop loop;
  private final PeerHandler handler;
  private int connections;
  private boolean leaving;

  Loop(EventLoop loop, PeerHandler handler) {
    this.loop = loop;
    this.handler = handler;
  }

  EventLoop loop() {
    return loop;
  }

  PeerHandler handler() {
    return handler;
  }

  /** Becomes available; any thread. */
  void enter() {
    loop.execute(handler::enter);
  }

  /** Is given a connection that was accepted now; any thread. */
  void give(Channel accepted) {
    // a client that ends its stream early is still owed an answer
    accepted.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    accepted.pipeline().addLast(new Connection(this));
    loop.register(accepted)
        .addListener(
            registered -> {
              if (!registered.isSuccess()) {
                accepted.unsafe().closeForcibly();
              }
            });
  }

  void began() {
    handler.slot().countAccept();
    connections++;
  }

  void ended() {
    connections--;
    leaveWhenDone();
  }

  void countAcceptError() {
    loop.execute(handler.slot()::countAcceptError);
  }

  /**
   * Nothing more will be given: leaves, and ends its thread, when all it has is serviced. Any
   * thread.
   */
  void leave() {
    loop.execute(
        () -> {
          leaving = true;
          leaveWhenDone();
        });
  }

  private void leaveWhenDone() {
    if (leaving && connections == 0) {
      handler.left();
      Bounded.end(loop);
    }
  }
}
