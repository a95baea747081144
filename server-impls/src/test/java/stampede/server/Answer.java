package stampede.server;

import stampede.contract.RawProtocol;
import stampede.linux.Memory;

/** An answer whose check was right. */
record Answer(
    long id,
    int status,
    int handler,
    int pid,
    int cpu,
    long acceptedNs,
    long begunNs,
    long completedNs) {
  private static final int PID_AT = 44;

  static Answer read(Memory memory) {
    if (!RawProtocol.isAnswer(memory, 0)) {
      throw new AssertionError("64 bytes came that are not an answer");
    }
    return new Answer(
        RawProtocol.id(memory, 0),
        RawProtocol.status(memory, 0),
        RawProtocol.handler(memory, 0),
        memory.getIntNetwork(PID_AT),
        RawProtocol.cpu(memory, 0),
        RawProtocol.acceptedNs(memory, 0),
        RawProtocol.begunNs(memory, 0),
        RawProtocol.completedNs(memory, 0));
  }

  boolean overlaps(Answer other) {
    return begunNs < other.completedNs && other.begunNs < completedNs;
  }
}
