package stampede.server.strategy.peer.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import stampede.linux.Clock;
import stampede.server.strategy.peer.Incoming;

/**
 * One connection: reads until the request is whole, the client ends or its time is over; has it
 * serviced, answers, closes. Made when the connection was accepted; then used by its loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  private final Loop loop;
  private final Incoming incoming = new Incoming();
  private Future<?> deadline;
  private boolean finished;

  Connection(Loop loop) {
    this.loop = loop;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    loop.began();
    long leftNs = incoming.acceptedNs() + loop.handler().deadlineNs() - Clock.monotonicNs();
    deadline = context.executor().schedule(() -> look(context), leftNs, TimeUnit.NANOSECONDS);
  }

  /** The time is over; but the loop, not the client, may be late, and reads once more before. */
  private void look(ChannelHandlerContext context) {
    deadline =
        context
            .executor()
            .schedule(() -> finish(context, incoming.received()), 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    finish(context, -1);
    loop.ended();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    take(bytes);
    bytes.release();
    if (incoming.isWhole()) {
      finish(context, incoming.received());
    }
  }

  /** As many as there is room for. */
  private void take(ByteBuf bytes) {
    ByteBuffer room = incoming.room();
    room.limit(room.position() + Math.min(room.remaining(), bytes.readableBytes()));
    bytes.readBytes(room);
    room.limit(room.capacity());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      finish(context, incoming.received());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish(context, -1);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    finish(context, -1);
    if (!(cause instanceof IOException)) {
      context.fireExceptionCaught(cause);
    }
  }

  private void finish(ChannelHandlerContext context, int received) {
    if (finished) {
      return;
    }
    finished = true;
    deadline.cancel(false);
    ChannelFuture[] sent = {context.newSucceededFuture()};
    loop.handler().serve(incoming, received, answer -> sent[0] = send(context, answer));
    sent[0].addListener(ChannelFutureListener.CLOSE);
  }

  private static ChannelFuture send(ChannelHandlerContext context, ByteBuffer answer) {
    return context.writeAndFlush(
        context.alloc().directBuffer(answer.remaining()).writeBytes(answer));
  }
}
