package stampede.harness.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.Ledger;
import stampede.contract.RequestId;
import stampede.harness.audit.MemberAudit;

/**
 * What a ledger holds of each member's requests, small enough to be sent: a bit for each request
 * that was serviced to completion, and a record of everything else. {@link ServiceRecords} reads
 * it.
 *
 * <pre>
 *   first piece   0: no ledger is kept      1: one is
 *   BITS          1 | thread (1) | from (8) | bytes (4) | bitmap, lowest sequence first
 *   RECORD        2 | state (1) | id (8) | handler (4)
 * </pre>
 *
 * <p>One thread uses it.
 */
final class ServiceEvidence {
  static final byte NO_LEDGER = 0;
  static final byte LEDGER = 1;
  static final byte BITS = 1;
  static final byte RECORD = 2;
  static final int RECORD_BYTES = 14;
  static final int BITS_HEADER_BYTES = 14;

  /** Requests of a piece. */
  private static final int PIECE_BITS = 1 << 20;

  /** A sequence beyond is no request of a history, and gets a record of its own. */
  private static final long MOST_SEQUENCE = 1L << 27;

  /** A server with more than so many requests to name has failed, however many more there are. */
  private static final int MOST_RECORDS = 1 << 20;

  private static final int RECORDS_PER_PIECE = 10_000;

  private final Map<Integer, OfMember> members = new HashMap<>();
  private final MemberAudit.Foreign foreign = new MemberAudit.Foreign();

  /** What there is of one member. */
  private static final class OfMember {
    private final Map<Integer, BitSet> completed = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();
  }

  private record Entry(Ledger.State state, long id, int handler) {}

  private ServiceEvidence(Iterable<Integer> runs) {
    runs.forEach(run -> members.put(run, new OfMember()));
  }

  /** Reads a ledger once, for the members whose requests bear these numbers of runs. */
  static ServiceEvidence of(Ledger ledger, Iterable<Integer> runs) {
    ServiceEvidence evidence = new ServiceEvidence(runs);
    ledger.read(
        (state, id, handler, cpu, acceptedNs, begunNs, completedNs) ->
            evidence.add(state, id, handler));
    return evidence;
  }

  /** Services of requests that are no member's. */
  MemberAudit.Foreign foreign() {
    return foreign;
  }

  private void add(Ledger.State state, long id, int handler) {
    if (state != Ledger.State.COMPLETED && state != Ledger.State.BEGUN) {
      return;
    }
    OfMember member = members.get(RequestId.run(id));
    if (member == null) {
      if (state == Ledger.State.COMPLETED) {
        foreign.completed(id, handler);
      }
    } else if (!isFirstCompletion(member, state, id) && member.others.size() < MOST_RECORDS) {
      member.others.add(new Entry(state, id, handler));
    }
  }

  private static boolean isFirstCompletion(OfMember member, Ledger.State state, long id) {
    long sequence = RequestId.sequence(id);
    if (state != Ledger.State.COMPLETED || sequence >= MOST_SEQUENCE) {
      return false;
    }
    BitSet bits = member.completed.computeIfAbsent(RequestId.thread(id), thread -> new BitSet());
    boolean before = bits.get((int) sequence);
    bits.set((int) sequence);
    return !before;
  }

  /** What is sent when no ledger is kept. */
  static List<ByteBuffer> none() {
    return List.of(ByteBuffer.wrap(new byte[] {NO_LEDGER}));
  }

  /** What is sent to the member whose requests bear that run. */
  List<ByteBuffer> pieces(int run) {
    List<ByteBuffer> pieces = new ArrayList<>();
    pieces.add(ByteBuffer.wrap(new byte[] {LEDGER}));
    OfMember member = members.get(run);
    member.completed.forEach((thread, bits) -> addBits(thread, bits, pieces));
    for (int from = 0; from < member.others.size(); from += RECORDS_PER_PIECE) {
      int to = Math.min(member.others.size(), from + RECORDS_PER_PIECE);
      pieces.add(records(member.others.subList(from, to)));
    }
    return pieces;
  }

  private static void addBits(int thread, BitSet bits, List<ByteBuffer> pieces) {
    for (int from = 0; from < bits.length(); from += PIECE_BITS) {
      byte[] bitmap = bits.get(from, from + PIECE_BITS).toByteArray();
      pieces.add(
          ByteBuffer.allocate(BITS_HEADER_BYTES + bitmap.length)
              .put(BITS)
              .put((byte) thread)
              .putLong(from)
              .putInt(bitmap.length)
              .put(bitmap)
              .flip());
    }
  }

  private static ByteBuffer records(List<Entry> records) {
    ByteBuffer piece = ByteBuffer.allocate(records.size() * RECORD_BYTES);
    for (Entry each : records) {
      piece.put(RECORD).put((byte) each.state().code()).putLong(each.id()).putInt(each.handler());
    }
    return piece.flip();
  }

  /** Whether there is a ledger, and what is sent of it to one member. */
  static List<ByteBuffer> pieces(Optional<ServiceEvidence> evidence, int run) {
    return evidence.map(kept -> kept.pieces(run)).orElseGet(ServiceEvidence::none);
  }
}
