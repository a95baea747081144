package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DescriptorPipeTest {
  private static final int TIMES = 20_000;

  private final DescriptorPipe.Ends ends = DescriptorPipe.pair();
  private final DescriptorPipe sender = DescriptorPipe.sending(ends.sender());
  private final DescriptorPipe receiver = DescriptorPipe.receiving(ends.receiver());

  @AfterEach
  void close() {
    ends.sender().close();
    ends.receiver().close();
  }

  @Test
  void whatIsReceivedIsTheSameOpenFileUnderAnotherNumber() {
    try (EventFd counter = EventFd.create(false)) {
      assertThat(sender.send(counter.number())).isZero();

      int received = receiver.receive();

      assertThat(received).isNotNegative().isNotEqualTo(counter.number());
      try (EventFd same = EventFd.adopt(new Descriptor(received))) {
        same.signal(7);
        assertThat(counter.drain()).isEqualTo(7);
      }
    }
  }

  @Test
  void nothingThereIsAValue() {
    assertThat(receiver.receiveNow()).isEqualTo(Sockets.WOULD_BLOCK);
  }

  @Test
  void whatWasSentStaysOpenUntilItIsReceived() {
    EventFd counter = EventFd.create(false);
    counter.signal(3);
    sender.send(counter.number());
    counter.close();

    try (EventFd received = EventFd.adopt(new Descriptor(receiver.receive()))) {
      assertThat(received.drain()).isEqualTo(3);
    }
  }

  @Test
  void sendingNeverWaitsForRoom() {
    int sent = 0;
    int result = 0;
    while (result == 0 && sent < 100_000) {
      result = sender.send(ends.sender().number());
      sent++;
    }
    assertThat(result).isEqualTo(Sockets.WOULD_BLOCK);
    int received = receiver.receiveNow();
    assertThat(received).isNotNegative();
    Descriptor.close(received);
  }

  @Test
  void endIsToldToBothSides() {
    ends.sender().close();
    assertThat(receiver.receive()).isEqualTo(Errno.EPIPE.asResult());
    DescriptorPipe.Ends other = DescriptorPipe.pair();
    other.receiver().close();
    try (Descriptor lonely = other.sender()) {
      assertThat(DescriptorPipe.sending(lonely).send(lonely.number()))
          .isEqualTo(Errno.EPIPE.asResult());
    }
  }

  @Test
  void handingOnAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 20 && allocated >= TIMES; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      handOn();
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).as("bytes for %d descriptors", TIMES).isLessThan(TIMES);
  }

  private void handOn() {
    for (int i = 0; i < TIMES; i++) {
      sender.send(ends.sender().number());
      Descriptor.close(receiver.receive());
    }
  }
}
