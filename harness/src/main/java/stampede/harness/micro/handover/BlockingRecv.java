package stampede.harness.micro.handover;

import stampede.linux.DescriptorPipe;
import stampede.linux.LinuxException;
import stampede.linux.NativeBuffer;
import stampede.linux.Sockets;

/**
 * All wait in recv on a Unix socket, and the kernel wakes one of them, as it does in a blocking
 * accept: {@code blocking-socket}. Readers of an eventfd it wakes all, and lets those who come in
 * vain sleep on.
 */
final class BlockingRecv implements Notification {
  private final DescriptorPipe.Ends ends = DescriptorPipe.pair();
  private final NativeBuffer one = NativeBuffer.allocate(1);

  @Override
  public void signal() {
    LinuxException.check(Sockets.send(ends.sender().number(), one, 0, 1, 0), "send");
  }

  @Override
  public Waiting waiting() {
    NativeBuffer taken = NativeBuffer.allocate(1);
    int receiver = ends.receiver().number();
    return () -> LinuxException.check(Sockets.recv(receiver, taken, 0, 1, 0), "recv") == 1;
  }

  @Override
  public void close() {
    ends.sender().close();
    ends.receiver().close();
  }
}
