package stampede.cluster;

import java.io.DataInput;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP;
import org.jgroups.util.ByteArrayDataInputStream;

/**
 * JGroups' TCP transport, with every frame through a {@link Seal}: nothing of a frame is looked at,
 * and nothing allocated for it beyond its bounded length, before it is known to come from a member.
 * Whoever has another key is told so, at most once a second.
 */
final class FramedTcp extends TCP {
  /** Who it was whose key is not ours. */
  enum Stranger {
    /** It sent what our key does not open. */
    KNOCKED,
    /** It says that its key does not open what we sent. */
    REFUSED_US
  }

  /** Two of our longest messages, and what JGroups adds to them. */
  private static final int MOST_FRAME_BYTES = 2 * Wire.MOST_BYTES + (1 << 20);

  private static final long BETWEEN_REFUSALS_NS = 1_000_000_000L;

  private final Seal seal;
  private final BiConsumer<Stranger, String> onStranger;
  private long refusedAtNs;

  /** With what is told of strangers, on a thread of JGroups: who, and at which address. */
  FramedTcp(Seal seal, BiConsumer<Stranger, String> onStranger) {
    this.seal = seal;
    this.onStranger = onStranger;
    this.refusedAtNs = System.nanoTime() - BETWEEN_REFUSALS_NS;
    setId(ClassConfigurator.getProtocolId(TCP.class));
    setMaxLength(MOST_FRAME_BYTES);
  }

  @Override
  public void send(Address dest, byte[] data, int offset, int length) throws Exception {
    byte[] frame = seal.close(data, offset, length);
    super.send(dest, frame, 0, frame.length);
  }

  @Override
  public void receive(Address sender, DataInput in, int length) throws Exception {
    if (length < 1 || length > MOST_FRAME_BYTES) {
      throw new IllegalStateException("a frame of " + length + " bytes from " + sender);
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    switch (seal.open(frame)) {
      case Seal.Frame.Ours(ByteBuffer payload) ->
          super.receive(
              sender,
              new ByteArrayDataInputStream(
                  payload.array(), payload.arrayOffset() + payload.position(), payload.remaining()),
              payload.remaining());
      case Seal.Frame.Refusal() -> onStranger.accept(Stranger.REFUSED_US, sender.toString());
      case Seal.Frame.Foreign() -> refuse(sender);
    }
  }

  private synchronized void refuse(Address sender) throws Exception {
    long nowNs = System.nanoTime();
    if (nowNs - refusedAtNs >= BETWEEN_REFUSALS_NS) {
      refusedAtNs = nowNs;
      onStranger.accept(Stranger.KNOCKED, sender.toString());
      super.send(sender, Seal.refusal(), 0, 1);
    }
  }
}
