package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Gives what its server channel accepts to loops in turn. Used by the channel's own loop. */
final class Acceptor extends ChannelInboundHandlerAdapter {
  /** How long accepting rests after it failed, for want of descriptors, say. */
  private static final long FAILED_PAUSE_MS = 10;

  private final List<Loop> loops;
  private int next;
  private Optional<Future<?>> rest = Optional.empty();

  Acceptor(List<Loop> loops) {
    this.loops = loops;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    loops.get(next).give((Channel) accepted);
    next = (next + 1) % loops.size();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loops.getFirst().countAcceptError();
    if (rest.isEmpty()) {
      context.channel().config().setAutoRead(false);
      rest =
          Optional.of(
              context
                  .executor()
                  .schedule(() -> goOn(context), FAILED_PAUSE_MS, TimeUnit.MILLISECONDS));
    }
  }

  private void goOn(ChannelHandlerContext context) {
    rest = Optional.empty();
    if (context.channel().isOpen()) {
      context.channel().config().setAutoRead(true);
    }
  }
}
