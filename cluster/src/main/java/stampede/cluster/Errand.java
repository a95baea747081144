package stampede.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** One run as its agent sees it: for whom, how far it has come. One thread uses it. */
final class Errand {
  /** The most evidence of one run: a bit for each of two thousand million requests. */
  private static final long MOST_EVIDENCE_BYTES = 256L << 20;

  /** How far it has come. */
  enum Phase {
    /** The work makes ready. */
    PREPARING,
    /** It waits for GO. */
    PREPARED,
    /** It is done. */
    RUNNING,
    /** It waits for evidence, or to be released. */
    DONE,
    /** It is held against the evidence. */
    AUDITING
  }

  final Peer controller;
  final long run;
  final long ticket;
  final AgentConversation conversation;
  private final List<ByteBuffer> evidence = new ArrayList<>();
  private long evidenceBytes;
  Phase phase = Phase.PREPARING;
  Future<String> work;

  /** When its controller was last heard, and since when the phase lasts. */
  long heardNs;

  long phaseNs;

  Errand(Group group, Peer controller, long run, long ticket, Future<String> work, long nowNs) {
    this.controller = controller;
    this.run = run;
    this.ticket = ticket;
    this.conversation = new AgentConversation(group, controller, run);
    this.work = work;
    this.heardNs = nowNs;
    this.phaseNs = nowNs;
  }

  void enter(Phase next, long nowNs) {
    phase = next;
    phaseNs = nowNs;
  }

  /** Keeps a piece; whether there was room. */
  boolean keep(ByteBuffer piece) {
    evidenceBytes += piece.remaining();
    return evidenceBytes <= MOST_EVIDENCE_BYTES && evidence.add(piece);
  }

  List<ByteBuffer> evidence() {
    return List.copyOf(evidence);
  }
}
