package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import stampede.contract.RawProtocol;
import stampede.contract.Work;
import stampede.linux.NativeBuffer;

/** What the raw protocol costs, each message written by one side and read by the other. */
@State(Scope.Thread)
public class RawCodec {
  private final NativeBuffer memory = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
  private long id;

  /** What a load thread writes and a handler reads. */
  @Benchmark
  @Measures("a raw request encoded, checked and decoded")
  public long request() {
    id++;
    RawProtocol.putRequest(memory, 0, id, Work.Kind.SPIN, 50_000);
    if (!RawProtocol.isRequest(memory, 0) || RawProtocol.id(memory, 0) != id) {
      throw new IllegalStateException("not the request that was written");
    }
    return RawProtocol.workNs(memory, 0) + RawProtocol.workKind(memory, 0).code();
  }

  /** What a handler writes and a load thread reads. */
  @Benchmark
  @Measures("a raw answer encoded, checked and decoded")
  public long answer() {
    id++;
    RawProtocol.prepareAnswer(memory, 0, 3, 4711);
    RawProtocol.putAnswer(memory, 0, RawProtocol.STATUS_OK, 1, id, id, id + 1, id + 2);
    if (!RawProtocol.isAnswer(memory, 0) || RawProtocol.id(memory, 0) != id) {
      throw new IllegalStateException("not the answer that was written");
    }
    return RawProtocol.handler(memory, 0)
        + RawProtocol.acceptedNs(memory, 0)
        + RawProtocol.completedNs(memory, 0);
  }
}
