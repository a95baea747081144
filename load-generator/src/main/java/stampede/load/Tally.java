package stampede.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import stampede.contract.Outcome;

/**
 * What one load thread measures. An attempt is measured when its intended start lies in the
 * measured window, whenever it ends; throughput and the mean number under way are of the window
 * itself. The thread that floods writes it; when it has ended, others read. Nothing allocates while
 * it floods.
 */
final class Tally {
  private static final int OUTCOMES = Outcome.values().length;

  private final ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
  private final Phases phases = new Phases();
  private final long[] measured = new long[OUTCOMES];
  private final long[] warmup = new long[OUTCOMES];
  private final long[] errors = new long[AttemptError.COUNT];
  private final long fromNs;
  private long untilNs;
  private long measuredInvoked;
  private long warmupInvoked;
  private long begunInWindow;
  private long okInWindow;
  private long endedInWindow;
  private double latencySumNs;
  private double inFlightNs;
  private long inFlightSinceNs;
  private long cpuNs;
  private long notBegun;
  private long heldBack;
  private long shed;
  private long pauses;
  private long connections;
  private long resent;

  Tally(Window window) {
    fromNs = window.measureNs();
    untilNs = window.endNs();
  }

  /** An attempt begins while {@code inFlight} others are under way. */
  void begun(long intendedNs, long begunNs, int inFlight) {
    inFlightWas(inFlight, begunNs);
    if (intendedNs >= fromNs) {
      measuredInvoked++;
      phases.record(Phases.Phase.LAG, begunNs - intendedNs);
    } else {
      warmupInvoked++;
    }
    if (begunNs >= fromNs && begunNs < untilNs) {
      begunInWindow++;
    }
  }

  /** A slot's attempt has ended; it is still among the slots under way. */
  void ended(Slots slots, int slot, Outcome outcome, int error, long closedNs) {
    inFlightWas(slots.inFlight(), closedNs);
    if (closedNs >= fromNs && closedNs < untilNs) {
      endedInWindow++;
      latencySumNs += closedNs - slots.begunNs[slot];
      okInWindow += outcome == Outcome.OK ? 1 : 0;
    }
    if (slots.intendedNs[slot] < fromNs) {
      warmup[outcome.code()]++;
      return;
    }
    measured[outcome.code()]++;
    if (error != AttemptError.NONE) {
      errors[error]++;
    }
    long established = slots.establishedNs[slot];
    long begun = slots.begunNs[slot];
    if (slots.connects[slot]) {
      phases.record(Phases.Phase.CONNECT, (established == 0 ? closedNs : established) - begun);
      connections += established == 0 ? 0 : 1;
    }
    phases.record(Phases.Phase.ACTUAL, closedNs - begun);
    phases.record(Phases.Phase.TOTAL, closedNs - slots.intendedNs[slot]);
  }

  /** What the server said about a slot's complete answer. */
  void answered(Slots slots, int slot, long acceptedNs, long completedNs) {
    if (acceptedNs != 0 && slots.intendedNs[slot] >= fromNs) {
      phases.record(Phases.Phase.QUEUE, acceptedNs - slots.establishedNs[slot]);
      phases.record(Phases.Phase.SERVICE, completedNs - acceptedNs);
    }
  }

  private void inFlightWas(int count, long nowNs) {
    long from = Math.max(inFlightSinceNs, fromNs);
    long to = Math.min(nowNs, untilNs);
    if (to > from) {
      inFlightNs += (double) count * (to - from);
    }
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
    resent += slots.intendedNs[slot] >= fromNs ? 1 : 0;
  }

  /** Adds what another thread measured of the same window. */
  void add(Tally other) {
    phases.add(other.phases);
    for (int i = 0; i < OUTCOMES; i++) {
      measured[i] += other.measured[i];
      warmup[i] += other.warmup[i];
    }
    for (int i = 0; i < errors.length; i++) {
      errors[i] += other.errors[i];
    }
    untilNs = Math.min(untilNs, other.untilNs);
    measuredInvoked += other.measuredInvoked;
    warmupInvoked += other.warmupInvoked;
    begunInWindow += other.begunInWindow;
    okInWindow += other.okInWindow;
    endedInWindow += other.endedInWindow;
    latencySumNs += other.latencySumNs;
    inFlightNs += other.inFlightNs;
    cpuNs += other.cpuNs;
    notBegun += other.notBegun;
    heldBack += other.heldBack;
    shed += other.shed;
    pauses += other.pauses;
    connections += other.connections;
    resent += other.resent;
  }

  /** Measured attempts of one outcome. */
  long measured(Outcome outcome) {
    return measured[outcome.code()];
  }

  /** Warm-up attempts of one outcome. */
  long warmup(Outcome outcome) {
    return warmup[outcome.code()];
  }

  long measuredInvoked() {
    return measuredInvoked;
  }

  long warmupInvoked() {
    return warmupInvoked;
  }

  /** Measured attempts that ended with an error number. */
  long errors(int error) {
    return errors[error];
  }

  Phases phases() {
    return phases;
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

  long notBegunCount() {
    return notBegun;
  }

  long pauses() {
    return pauses;
  }

  /** Connections that measured attempts made. */
  long connections() {
    return connections;
  }

  /** Measured attempts that set out again. */
  long resentCount() {
    return resent;
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
    return perS(measuredInvoked + notBegun + shed);
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
