package stampede.cluster;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import stampede.linux.Clock;

/**
 * A group in one process, for tests of the protocol alone: those in the room hear each other unless
 * they are made deaf or dumb. Every message is written and read on its way.
 */
final class Room {
  private final Map<Peer, Seat> seats = new ConcurrentHashMap<>();

  /** Somebody in it. */
  final class Seat implements Group {
    private final Peer self;
    private final BlockingQueue<Happening> mailbox = new LinkedBlockingQueue<>();
    private volatile boolean dumb;
    private volatile UnaryOperator<Message> distortion = UnaryOperator.identity();

    private Seat(String name) {
      this.self = new Peer(name);
    }

    Peer self() {
      return self;
    }

    /** Nobody hears it any more, as when it hangs. */
    void fallSilent() {
      dumb = true;
    }

    /** What it says is changed before it is heard. */
    void distort(UnaryOperator<Message> how) {
      distortion = how;
    }

    /** The others see it gone. */
    void leave() {
      seats.remove(self);
      seats.values().forEach(each -> each.mailbox.add(new Happening.Left(self)));
    }

    /** Something that is no message comes from it. */
    void sayNonsense(Peer to) {
      seats.get(to).mailbox.add(new Happening.Garbled(self, "there is no kind 99"));
    }

    @Override
    public Set<Peer> peers() {
      Set<Peer> others = new HashSet<>(seats.keySet());
      others.remove(self);
      return others;
    }

    @Override
    public void send(Peer peer, Message message) {
      Seat seat = seats.get(peer);
      if (seat != null && !dumb) {
        byte[] bytes = Wire.encode(distortion.apply(message));
        Message heard = Wire.decode(bytes, 0, bytes.length);
        seat.mailbox.add(new Happening.Received(self, heard, Clock.monotonicNs()));
      }
    }

    @Override
    public Optional<Happening> poll(long timeoutNs) {
      try {
        return Optional.ofNullable(mailbox.poll(timeoutNs, TimeUnit.NANOSECONDS));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /** Takes a seat. */
  Seat enter(String name) {
    Seat seat = new Seat(name);
    seats.values().forEach(each -> each.mailbox.add(new Happening.Joined(seat.self)));
    seats.put(seat.self, seat);
    return seat;
  }
}
