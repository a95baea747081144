package stampede.load;

import java.util.BitSet;
import java.util.Optional;
import stampede.contract.ControlMessage;
import stampede.contract.RequestId;
import stampede.contract.Work;
import stampede.linux.Address;

/**
 * Everything that settles one flood, read from the message {@code run}. Immutable.
 *
 * @param target what is flooded
 * @param schedule when requests are begun
 * @param work what each asks of its handler
 * @param threads load threads, 1 to {@link RequestId#MAX_THREADS}
 * @param cpus where they run; empty leaves them where they are
 * @param restCpus where all other threads of this process run, such as its compilers; empty for the
 *     same
 * @param closing how connections are closed
 * @param sources loopback source addresses, 127.0.0.1 and up, 1 to 254
 * @param startNs when the flood begins, on the clock of the run; 0 for at once
 * @param warmupNs how long before it is measured, at least 0
 * @param durationNs how long it is measured, more than 0
 * @param timeoutNs how long one request may take, more than 0
 * @param seed of everything drawn
 * @param maxInFlight the most requests under way at once in an open load
 * @param maxInFlightAsked whether the last was asked for, and not the default
 * @param sheds whether an intended start that comes while so many are under way is passed over,
 *     instead of being begun late
 * @param recorded whether each attempt is recorded, or only counted
 * @param untilEnd whether a connection is closed only when the server has ended it, so that a
 *     second answer is always seen
 * @param spinNs how long before an intended start the thread waits by spinning
 * @param engine what carries the requests
 * @param ownCpus whether no server shares its CPUs: then each thread keeps to one of them
 * @param http how HTTP is spoken
 * @param shareFrom where several load generators make one flood: how many threads the others before
 *     this one have; else 0
 * @param shareOf how many threads all of them have together; else {@code threads}
 */
record FloodSettings(
    Target target,
    ArrivalSchedule schedule,
    Work work,
    int threads,
    BitSet cpus,
    BitSet restCpus,
    Closing closing,
    int sources,
    long startNs,
    long warmupNs,
    long durationNs,
    long timeoutNs,
    long seed,
    int maxInFlight,
    boolean maxInFlightAsked,
    boolean sheds,
    boolean recorded,
    boolean untilEnd,
    long spinNs,
    EngineKind engine,
    boolean ownCpus,
    HttpOptions http,
    int shareFrom,
    int shareOf) {

  /** Checks what must fit together. */
  FloodSettings {
    if (untilEnd && http.keepAlive() != 1) {
      throw new IllegalArgumentException(
          "a connection that is kept for other requests has no end to be awaited after each");
    }
    if (shareFrom + threads > shareOf) {
      throw new IllegalArgumentException(
          threads + " threads from " + shareFrom + " on are more than all " + shareOf);
    }
  }

  static final long DEFAULT_TIMEOUT_NS = 5_000_000_000L;
  private static final int MAX_SOURCES = 254;
  private static final int MAX_CPU = 1023;
  private static final int MAX_SHARES = 1 << 20;
  private static final long LONGEST_NS = 24 * 3600 * 1_000_000_000L;
  private static final long SPIN_NS = 30_000;
  private static final long ALONE_SPIN_NS = 1_000_000;

  /** How a connection is closed. */
  enum Closing {
    /** By a reset: no TIME_WAIT is left. */
    RESET,
    /** By FIN, as most clients do. */
    FIN
  }

  /**
   * Reads a message.
   *
   * @throws LoadException with a message for people when a value is missing or wrong
   */
  static FloodSettings of(ControlMessage message) {
    try {
      return read(message);
    } catch (IllegalArgumentException wrong) {
      throw new LoadException(LoadException.WRONG_USAGE, wrong.getMessage());
    }
  }

  private static FloodSettings read(ControlMessage message) {
    Target target = Target.parse(message.required("target"));
    if (!target.address().isLocal() && !message.value("allowRemote").orElse("").equals("true")) {
      throw new IllegalArgumentException(
          target.text() + " is not on this machine: floods leave it only with --allow-remote");
    }
    int threads = (int) between(message, "threads", 1, 1, RequestId.MAX_THREADS);
    BitSet cpus = cpus(message.value("cpus").orElse(""));
    return new FloodSettings(
        target,
        schedule(message.required("load")),
        Work.parse(message.value("work").orElse("none")),
        threads,
        cpus,
        restCpus(message),
        choice(message, "close", "reset", "fin").equals("fin") ? Closing.FIN : Closing.RESET,
        sources(target, (int) between(message, "sources", 1, 1, MAX_SOURCES)),
        between(message, "startNs", 0, 0, Long.MAX_VALUE),
        between(message, "warmupNs", 0, 0, LONGEST_NS),
        between(message, "durationNs", 0, 1, LONGEST_NS),
        between(message, "timeoutNs", DEFAULT_TIMEOUT_NS, 1, LONGEST_NS),
        between(message, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
        (int)
            between(
                message,
                "maxInFlight",
                ArrivalSchedule.USUAL_IN_FLIGHT,
                1,
                ArrivalSchedule.MAX_AT_ONCE),
        message.value("maxInFlight").isPresent(),
        choice(message, "excess", "late", "shed").equals("shed"),
        choice(message, "record", "history", "counters").equals("history"),
        choice(message, "until", "answer", "end").equals("end"),
        between(message, "spinNs", spinNs(threads, cpus, restCpus(message)), 0, LONGEST_NS),
        EngineKind.parse(message.value("engine").orElse("auto")),
        choice(message, "place", "each", "free").equals("each"),
        HttpOptions.of(message),
        (int) between(message, "shareFrom", 0, 0, MAX_SHARES),
        (int) between(message, "shareOf", threads, 1, MAX_SHARES));
  }

  private static BitSet restCpus(ControlMessage message) {
    return cpus(message.value("restCpus").orElse(""));
  }

  /**
   * Whoever sleeps is woken late. A thread that has a CPU for itself may look instead, the longer
   * the less it keeps others from theirs; where it has not, others are to have it meanwhile.
   */
  private static long spinNs(int threads, BitSet cpus, BitSet rest) {
    if (threads != cpus.cardinality()) {
      return 0;
    }
    return rest.isEmpty() ? SPIN_NS : ALONE_SPIN_NS;
  }

  private static ArrivalSchedule schedule(String text) {
    ArrivalSchedule schedule = ArrivalSchedule.parse(text);
    return schedule instanceof Replay replay ? replay.read() : schedule;
  }

  private static long between(
      ControlMessage message, String name, long otherwise, long least, long most) {
    Optional<String> text = message.value(name);
    long value = otherwise;
    try {
      value = text.isPresent() ? Long.parseLong(text.get()) : otherwise;
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          name + " must be a whole number, not '" + text.get() + "'", notANumber);
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + ", not " + value);
    }
    return value;
  }

  private static String choice(ControlMessage message, String name, String first, String second) {
    String value = message.value(name).orElse(first);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          name + " must be " + first + " or " + second + ", not '" + value + "'");
    }
    return value;
  }

  private static BitSet cpus(String list) {
    BitSet cpus = new BitSet();
    for (String id : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      if (!id.matches("\\d{1,4}") || Integer.parseInt(id) > MAX_CPU) {
        throw new IllegalArgumentException(
            "'" + list + "' is not a list of CPUs: write their ids, such as 0,2");
      }
      cpus.set(Integer.parseInt(id));
    }
    return cpus;
  }

  /** Only IPv4's loopback network has many addresses. */
  private static int sources(Target target, int wanted) {
    boolean many =
        target.address() instanceof Address.Internet internet
            && internet.isLocal()
            && internet.family() == Address.AF_INET;
    return many ? wanted : 1;
  }

  /** The most connections open at once, all threads of this load generator together. */
  int connections() {
    long most = 0;
    for (int thread = 0; thread < threads; thread++) {
      most += slotsOf(thread);
    }
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /**
   * How many requests one thread may have under way: its share, and at least one where it has a
   * schedule to keep.
   */
  int slotsOf(int thread) {
    boolean isClosed = schedule instanceof ArrivalSchedule.Closed;
    int all =
        schedule instanceof ArrivalSchedule.Closed closed ? closed.concurrency() : maxInFlight;
    int share = new ArrivalSchedule.Closed(all).ofThread(shareFrom + thread, shareOf);
    return isClosed ? share : Math.max(1, share);
  }

  /** The same with another bound of requests under way. */
  FloodSettings withMaxInFlight(int bound) {
    return new FloodSettings(
        target,
        schedule,
        work,
        threads,
        cpus,
        restCpus,
        closing,
        sources,
        startNs,
        warmupNs,
        durationNs,
        timeoutNs,
        seed,
        bound,
        maxInFlightAsked,
        sheds,
        recorded,
        untilEnd,
        spinNs,
        engine,
        ownCpus,
        http,
        shareFrom,
        shareOf);
  }

  /** The times, where a flood that is to begin at once begins at {@code nowNs}. */
  Window window(long nowNs) {
    return Window.of(startNs == 0 ? nowNs : startNs, warmupNs, durationNs);
  }
}
