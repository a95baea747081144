package stampede.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import stampede.contract.Outcome;

/**
 * What one load thread measures. An attempt is measured when its intended start lies in the
 * measured window, whenever it ends; throughput and the mean number under way are of the window
 * itself. The thread that floods writes it; when it has ended, others read. Nothing allocates while
 * it floods.
 *
 * <p>What is counted of the warm-up is counted by the same instructions as what is measured, only
 * elsewhere. A branch that is first taken when the window begins is one that the compiler has left
 * out: the code of every request would be thrown away and compiled anew in the first half second
 * that counts.
 */
final class Tally {
  private static final int OUTCOMES = Outcome.values().length;

  /** Digits enough for latencies that nobody reads. */
  private static final int WARMUP_DIGITS = 1;

  /** Attempts whose intended start lies in one part of the flood. */
  private static final class Part {
    final Phases phases;
    final long[] outcomes = new long[OUTCOMES];
    final long[] errors = new long[AttemptError.COUNT];
    long invoked;
    long connections;
    long resent;

    Part(Phases phases) {
      this.phases = phases;
    }

    void add(Part other) {
      phases.add(other.phases);
      for (int i = 0; i < OUTCOMES; i++) {
        outcomes[i] += other.outcomes[i];
      }
      for (int i = 0; i < errors.length; i++) {
        errors[i] += other.errors[i];
      }
      invoked += other.invoked;
      connections += other.connections;
      resent += other.resent;
    }
  }

  private final ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
  private final Part measured = new Part(new Phases());
  private final Part warmup = new Part(new Phases(WARMUP_DIGITS));
  private final Part[] parts = {measured, warmup};
  private long fromNs;
  private long untilNs;
  private long begunInWindow;
  private long okInWindow;
  private long endedInWindow;
  private double latencySumNs;
  private double inFlightNs;
  private long inFlightSinceNs;
  private long cpuNs;
  private long notBegun;
  private long leftOut;
  private long heldBack;
  private long shed;
  private long pauses;

  /** One whose measured window is known. */
  static Tally of(Window window) {
    Tally tally = new Tally();
    tally.measure(window);
    return tally;
  }

  /** Says when the measured window is; before anything else. */
  void measure(Window window) {
    fromNs = window.measureNs();
    untilNs = window.endNs();
  }

  /** Where an attempt is counted: without a branch. */
  private Part part(long intendedNs) {
    return parts[(int) ((intendedNs - fromNs) >>> 63)];
  }

  /** 1 within the window, 0 outside: without a branch. */
  private int inWindow(long ns) {
    return (int) (((fromNs - 1 - ns) & (ns - untilNs)) >>> 63);
  }

  /** An attempt begins while {@code inFlight} others are under way. */
  void begun(long intendedNs, long begunNs, int inFlight) {
    inFlightWas(inFlight, begunNs);
    Part part = part(intendedNs);
    part.invoked++;
    part.phases.record(Phases.Phase.LAG, begunNs - intendedNs);
    begunInWindow += inWindow(begunNs);
  }

  /** A slot's attempt has ended; it is still among the slots under way. */
  void ended(Slots slots, int slot, Outcome outcome, int error, long closedNs) {
    inFlightWas(slots.inFlight(), closedNs);
    long begun = slots.begunNs[slot];
    int inWindow = inWindow(closedNs);
    endedInWindow += inWindow;
    latencySumNs += inWindow * (closedNs - begun);
    okInWindow += outcome == Outcome.OK ? inWindow : 0;
    Part part = part(slots.intendedNs[slot]);
    part.outcomes[outcome.code()]++;
    if (error != AttemptError.NONE) {
      part.errors[error]++;
    }
    long established = slots.establishedNs[slot];
    if (slots.connects[slot]) {
      part.phases.record(Phases.Phase.CONNECT, (established == 0 ? closedNs : established) - begun);
      part.connections += established == 0 ? 0 : 1;
    }
    part.phases.record(Phases.Phase.ACTUAL, closedNs - begun);
    part.phases.record(Phases.Phase.TOTAL, closedNs - slots.intendedNs[slot]);
  }

  /** What the server said about a slot's complete answer. */
  void answered(Slots slots, int slot, long acceptedNs, long completedNs) {
    if (acceptedNs != 0) {
      Part part = part(slots.intendedNs[slot]);
      part.phases.record(Phases.Phase.QUEUE, acceptedNs - slots.establishedNs[slot]);
      part.phases.record(Phases.Phase.SERVICE, completedNs - acceptedNs);
    }
  }

  private void inFlightWas(int count, long nowNs) {
    long from = Math.max(inFlightSinceNs, fromNs);
    long to = Math.min(nowNs, untilNs);
    inFlightNs += (double) count * Math.max(0, to - from);
    inFlightSinceNs = nowNs;
  }

  /** The measured window begins, as the flooding thread sees it. */
  void windowBegins() {
    cpuNs = -threadTimes.getCurrentThreadCpuTime();
  }

  /** The measured window ends, as the flooding thread sees it. */
  void windowEnds(int inFlight, long nowNs) {
    cpuNs += threadTimes.getCurrentThreadCpuTime();
    inFlightWas(inFlight, nowNs);
  }

  /** The window ends now, not when it was meant to. */
  void cutShort(long nowNs) {
    untilNs = Math.min(untilNs, Math.max(nowNs, fromNs));
  }

  /** An intended start of the warm-up is left out, for it is too late. */
  void leftOut() {
    leftOut++;
  }

  /** An intended start of the measured window to which it never came. */
  void notBegun() {
    notBegun++;
  }

  /** An intended start has to wait because too many requests are under way. */
  void heldBack() {
    heldBack++;
  }

  /** An intended start of the measured window is passed over: too many requests are under way. */
  void shed() {
    shed++;
  }

  /** A slot pauses before its next attempt, because its last one was refused. */
  void paused() {
    pauses++;
  }

  /** A slot's request sets out again, because the connection kept for it had ended. */
  void resent(Slots slots, int slot) {
    part(slots.intendedNs[slot]).resent++;
  }

  /** Adds what another thread measured of the same window. */
  void add(Tally other) {
    measured.add(other.measured);
    warmup.add(other.warmup);
    untilNs = Math.min(untilNs, other.untilNs);
    begunInWindow += other.begunInWindow;
    okInWindow += other.okInWindow;
    endedInWindow += other.endedInWindow;
    latencySumNs += other.latencySumNs;
    inFlightNs += other.inFlightNs;
    cpuNs += other.cpuNs;
    notBegun += other.notBegun;
    leftOut += other.leftOut;
    heldBack += other.heldBack;
    shed += other.shed;
    pauses += other.pauses;
  }

  /** Measured attempts of one outcome. */
  long measured(Outcome outcome) {
    return measured.outcomes[outcome.code()];
  }

  /** Warm-up attempts of one outcome. */
  long warmup(Outcome outcome) {
    return warmup.outcomes[outcome.code()];
  }

  long measuredInvoked() {
    return measured.invoked;
  }

  long warmupInvoked() {
    return warmup.invoked;
  }

  /** Measured attempts that ended with an error number. */
  long errors(int error) {
    return measured.errors[error];
  }

  Phases phases() {
    return measured.phases;
  }

  long fromNs() {
    return fromNs;
  }

  long untilNs() {
    return untilNs;
  }

  long cpuNs() {
    return cpuNs;
  }

  long heldBackCount() {
    return heldBack;
  }

  long shedCount() {
    return shed;
  }

  /** Intended starts of the warm-up that were left out. */
  long warmupLeftOut() {
    return leftOut;
  }

  long notBegunCount() {
    return notBegun;
  }

  long pauses() {
    return pauses;
  }

  /** Connections that measured attempts made. */
  long connections() {
    return measured.connections;
  }

  /** Measured attempts that set out again. */
  long resentCount() {
    return measured.resent;
  }

  /** Complete, correct answers a second, within the window. */
  double throughputPerS() {
    return perS(okInWindow);
  }

  /** Attempts ended a second, however, within the window. */
  double endedPerS() {
    return perS(endedInWindow);
  }

  /** Attempts begun a second, within the window. */
  double achievedPerS() {
    return perS(begunInWindow);
  }

  /** Attempts intended a second, begun or not. */
  double offeredPerS() {
    return perS(measured.invoked + notBegun + shed);
  }

  /** From actual start to end, of the attempts that ended in the window; 0 when none did. */
  double meanLatencyNs() {
    return endedInWindow == 0 ? 0 : latencySumNs / endedInWindow;
  }

  /** Attempts under way, over the time of the window. */
  double meanInFlight() {
    return untilNs > fromNs ? inFlightNs / (untilNs - fromNs) : 0;
  }

  private double perS(long count) {
    return untilNs > fromNs ? count * 1e9 / (untilNs - fromNs) : 0;
  }
}
