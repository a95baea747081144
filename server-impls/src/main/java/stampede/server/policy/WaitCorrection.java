package stampede.server.policy;

/**
 * Learns from the measured wait by how much the forecast is to be multiplied: arrivals in bursts
 * wait longer than arrivals at random. A judgement takes one hold, and one stall of the whole
 * machine, however long its queue, is not enough. More handlers are a trial: where they do not
 * shorten the wait, as when it is the processors that are short, they are taken back and the next
 * trial is put off, twice as long each time. What helped is given back little by little, and more
 * slowly when it turns out to have been needed.
 */
final class WaitCorrection {
  private static final double LATE_SHARE_MARGIN = 0.15;
  private static final int LEAST_TICKS = 10;
  private static final int LEAST_LATE_TICKS = 5;
  private static final double HELPED = 0.9;
  private static final double LEAST_RAISE = 1.25;
  private static final double MOST_RAISE = 4;
  private static final double GIVEN_BACK = 0.25;
  private static final double NEXT_TO_NOTHING = 0.05;
  private static final int LEAST_PATIENCE = 3;
  private static final int MOST_PATIENCE = 64;

  private final long targetNs;
  private final double quantile;
  private final long holdNs;

  private long windowStartNs;
  private boolean windowOpen;
  private double arrivals;
  private double lateArrivals;
  private double waitedNs;
  private double samples;
  private int ticks;
  private int lateTicks;

  private double factor = 1;
  private double factorBeforeTrial;
  private double waitBeforeTrialNs = -1;
  private int patience = LEAST_PATIENCE;
  private int judgementsToSkip;
  private int goodJudgements;
  private boolean gaveBack;

  WaitCorrection(long targetNs, double quantile, long holdNs) {
    this.targetNs = targetNs;
    this.quantile = quantile;
    this.holdNs = holdNs;
  }

  /** By what the forecast is to be multiplied, at least 1. */
  double factor() {
    return factor;
  }

  /** What was measured before {@code fromNs} tells nothing of the handlers there are now. */
  void beginAt(long fromNs) {
    windowStartNs = fromNs;
    windowOpen = true;
    arrivals = 0;
    lateArrivals = 0;
    waitedNs = 0;
    samples = 0;
    ticks = 0;
    lateTicks = 0;
  }

  /** To be called once a tick, after {@code demand} has seen the same. */
  void see(Seen seen, Demand demand, boolean mayRaise) {
    if (!windowOpen) {
      beginAt(seen.nowNs());
    } else if (seen.nowNs() - seen.tickNs() >= windowStartNs) {
      arrivals += demand.arrivals();
      if (isLate(seen, demand)) {
        lateArrivals += demand.arrivals();
        lateTicks++;
      }
      waitedNs += seen.meanPending() * seen.tickNs();
      samples += seen.samples();
      ticks++;
      if (seen.nowNs() - windowStartNs >= holdNs && ticks >= LEAST_TICKS) {
        judge(mayRaise);
        beginAt(seen.nowNs());
      }
    }
  }

  /**
   * Whether the last in line waited longer than the target, or the mean more than half of it; one
   * request seen once proves nothing.
   */
  private boolean isLate(Seen seen, Demand demand) {
    int ready = Math.max(1, seen.handlers() - seen.starting());
    boolean longLine =
        seen.maxPending() > 1 && seen.maxPending() * demand.serviceNs() / ready > targetNs;
    double waitedInTickNs = (seen.meanPending() - 1.0 / seen.samples()) * seen.tickNs();
    return longLine || 2 * waitedInTickNs > targetNs * Math.max(1, demand.arrivals());
  }

  private void judge(boolean mayRaise) {
    if (arrivals < 1 || judgementsToSkip > 0) {
      judgementsToSkip = Math.max(0, judgementsToSkip - 1);
      return;
    }
    double waitNs = waitedNs / arrivals;
    if (waitBeforeTrialNs >= 0 && !endTrial(waitNs)) {
      return;
    }
    double lateShare = lateArrivals / arrivals;
    if (lateTicks >= LEAST_LATE_TICKS && lateShare > lateShareByChance() + LATE_SHARE_MARGIN) {
      if (mayRaise) {
        raise(waitNs);
      }
    } else if (factor > 1 && ++goodJudgements >= patience) {
      giveBack();
    }
  }

  /** Of ticks with so many samples each, when a sample is late as often as the target allows. */
  private double lateShareByChance() {
    return 1 - Math.pow(quantile, samples / ticks);
  }

  /** Whether the handlers that were tried helped. */
  private boolean endTrial(double waitNs) {
    boolean helped = waitNs <= HELPED * waitBeforeTrialNs;
    waitBeforeTrialNs = -1;
    if (!helped) {
      factor = factorBeforeTrial;
      beMorePatient();
      judgementsToSkip = patience;
    }
    return helped;
  }

  private void raise(double waitNs) {
    if (gaveBack) {
      beMorePatient();
    }
    gaveBack = false;
    goodJudgements = 0;
    factorBeforeTrial = factor;
    waitBeforeTrialNs = waitNs;
    factor *= Math.clamp(2 * waitNs / targetNs, LEAST_RAISE, MOST_RAISE);
  }

  private void giveBack() {
    gaveBack = true;
    goodJudgements = 0;
    factor -= GIVEN_BACK * (factor - 1);
    if (factor - 1 < NEXT_TO_NOTHING) {
      factor = 1;
    }
  }

  private void beMorePatient() {
    patience = Math.min(2 * patience, MOST_PATIENCE);
  }
}
