package stampede.harness.cluster;

import java.nio.ByteBuffer;
import java.util.List;
import stampede.cluster.Conversation;
import stampede.cluster.Work;

/** What an agent does: it floods, or it checks servers, as the order of each run says. */
public final class AgentWork implements Work {
  private final FloodWork floods;
  private final ConformWork conforms;
  private volatile Work now;

  /** Both works of one machine. */
  public AgentWork(FloodWork floods, ConformWork conforms) {
    this.floods = floods;
    this.conforms = conforms;
    this.now = floods;
  }

  /** That of a flood, which is shared out by it; servers are handed out one by one. */
  @Override
  public int capacity() {
    return floods.capacity();
  }

  @Override
  public String prepare(String order) {
    now = ConformOrder.isOne(order) ? conforms : floods;
    return now.prepare(order);
  }

  @Override
  public String run(long atNs, Conversation controller) {
    return now.run(atNs, controller);
  }

  @Override
  public String audit(List<ByteBuffer> evidence) {
    return now.audit(evidence);
  }

  /** Either may be the one that is about to begin. */
  @Override
  public void stop() {
    floods.stop();
    conforms.stop();
  }

  @Override
  public void release() {
    floods.release();
    conforms.release();
  }

  @Override
  public void close() {
    floods.close();
    conforms.close();
  }
}
