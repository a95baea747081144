package stampede.contract;

import stampede.linux.Memory;

/**
 * The {@code raw} protocol: one request of 32 bytes, one answer of 64 bytes, one connection,
 * network byte order. docs/protocol.md describes it for other languages; the offsets here and there
 * are the same.
 *
 * <pre>
 *  request   0 magic "STPQ"   4 version   5 work kind   6 zero (2)   8 id   16 work ns   24 check
 *  answer    0 magic "STPA"   4 version   5 status      6 cpu (2)    8 id   16 accepted ns   24 begun ns
 *           32 completed ns  40 handler (4)  44 pid (4)  48 zero (8)  56 check
 * </pre>
 *
 * The check folds every 8-byte word before it, so that a mixed-up or torn message is told from a
 * whole one: any change within one word changes it for certain, and any other change but for one in
 * 2^64. It is no defence against forgery. Times are CLOCK_MONOTONIC of the server's machine. All
 * methods allocate nothing; threads must not share the memory they give.
 */
public final class RawProtocol {
  /** Length of a request. */
  public static final int REQUEST_BYTES = 32;

  /** Length of an answer. */
  public static final int ANSWER_BYTES = 64;

  /** Status of an answer to a request that was serviced. */
  public static final int STATUS_OK = 0;

  /** Status of an answer to what is not a request: it was refused, not serviced. */
  public static final int STATUS_MALFORMED = 1;

  /** The version both sides speak. */
  public static final int VERSION = 1;

  private static final int REQUEST_MAGIC = 0x53545051;
  private static final int ANSWER_MAGIC = 0x53545041;
  private static final int REQUEST_CHECK = 24;
  private static final int ANSWER_CHECK = 56;
  private static final long CHECK_START = 0xcbf29ce484222325L;
  private static final long CHECK_FACTOR = 0x100000001b3L;

  private RawProtocol() {}

  /** Writes a request. */
  public static void putRequest(Memory memory, long at, long id, Work.Kind kind, long workNs) {
    memory.putIntNetwork(at, REQUEST_MAGIC);
    memory.putIntNetwork(at + 4, VERSION << 24 | kind.code() << 16);
    memory.putLongNetwork(at + 8, id);
    memory.putLongNetwork(at + 16, workNs);
    memory.putLongNetwork(at + REQUEST_CHECK, check(memory, at, REQUEST_CHECK));
  }

  /** Whether the 32 bytes at {@code at} are a whole request of this version. */
  public static boolean isRequest(Memory memory, long at) {
    return memory.getIntNetwork(at) == REQUEST_MAGIC
        && memory.getByte(at + 4) == VERSION
        && memory.getLongNetwork(at + 8) != 0
        && memory.getLongNetwork(at + 16) >= 0
        && memory.getLongNetwork(at + REQUEST_CHECK) == check(memory, at, REQUEST_CHECK);
  }

  /** The id of a request or an answer. */
  public static long id(Memory memory, long at) {
    return memory.getLongNetwork(at + 8);
  }

  /** How the request wants its time passed. */
  public static Work.Kind workKind(Memory memory, long at) {
    return Work.Kind.of(memory.getByte(at + 5));
  }

  /** How long the request is to take, in nanoseconds. */
  public static long workNs(Memory memory, long at) {
    return memory.getLongNetwork(at + 16);
  }

  /** Writes the part of an answer that does not depend on the request: who answers. */
  public static void prepareAnswer(Memory memory, long at, int handler, int pid) {
    memory.putIntNetwork(at, ANSWER_MAGIC);
    memory.putIntNetwork(at + 40, handler);
    memory.putIntNetwork(at + 44, pid);
    memory.putLongNetwork(at + 48, 0);
  }

  /** Completes a {@linkplain #prepareAnswer prepared} answer. */
  public static void putAnswer(
      Memory memory,
      long at,
      int status,
      int cpu,
      long id,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    memory.putIntNetwork(at + 4, VERSION << 24 | status << 16 | (cpu & 0xffff));
    memory.putLongNetwork(at + 8, id);
    memory.putLongNetwork(at + 16, acceptedNs);
    memory.putLongNetwork(at + 24, begunNs);
    memory.putLongNetwork(at + 32, completedNs);
    memory.putLongNetwork(at + ANSWER_CHECK, check(memory, at, ANSWER_CHECK));
  }

  /** Whether the 64 bytes at {@code at} are a whole answer of this version, of whatever status. */
  public static boolean isAnswer(Memory memory, long at) {
    return memory.getIntNetwork(at) == ANSWER_MAGIC
        && memory.getByte(at + 4) == VERSION
        && memory.getLongNetwork(at + ANSWER_CHECK) == check(memory, at, ANSWER_CHECK);
  }

  /** The status of an answer. */
  public static int status(Memory memory, long at) {
    return memory.getByte(at + 5) & 0xff;
  }

  /** The CPU the answering handler ran on. */
  public static int cpu(Memory memory, long at) {
    return memory.getIntNetwork(at + 4) & 0xffff;
  }

  /** When the connection was accepted, on the server's clock. */
  public static long acceptedNs(Memory memory, long at) {
    return memory.getLongNetwork(at + 16);
  }

  /** When the request had been read. */
  public static long begunNs(Memory memory, long at) {
    return memory.getLongNetwork(at + 24);
  }

  /** When its work was done. */
  public static long completedNs(Memory memory, long at) {
    return memory.getLongNetwork(at + 32);
  }

  /** The scoreboard slot of the handler that answered. */
  public static int handler(Memory memory, long at) {
    return memory.getIntNetwork(at + 40);
  }

  private static long check(Memory memory, long at, int length) {
    long check = CHECK_START;
    for (int offset = 0; offset < length; offset += Long.BYTES) {
      check = (check ^ memory.getLongNetwork(at + offset)) * CHECK_FACTOR;
      // a product carries changes only upwards: without this, two flips of top bits cancel out
      check ^= check >>> 32;
    }
    return check;
  }
}
