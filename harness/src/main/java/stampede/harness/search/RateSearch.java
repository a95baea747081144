package stampede.harness.search;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the highest rate that meets an objective, flood by flood:
 *
 * <pre>{@code
 * for (Optional<Probe> probe = search.next(); probe.isPresent(); probe = search.next()) {
 *   search.ended(meets(probe.get().ratePerS()));
 * }
 * }</pre>
 *
 * <p>It gallops from where it starts until it has a rate that met the objective and one that did
 * not, and bisects between them: geometrically while they are far apart, then arithmetically, until
 * they are within {@link #TOLERANCE}. Then the lower one must meet it in {@link #CONFIRMING} floods
 * and the upper one must fail once more. Where a confirming flood fails, the search steps down;
 * where the upper rate meets the objective after all, it goes on from there; both a bounded number
 * of times. Pure, but for its own state; one thread uses it.
 */
final class RateSearch {
  /** How close the rate found is to one that does not meet the objective. */
  static final double TOLERANCE = 0.02;

  /** Floods that must all meet the objective at the rate found. */
  static final int CONFIRMING = 3;

  /** No search has more floods. */
  static final int MOST_FLOODS = 45;

  private static final int MOST_DOUBTS = 5;
  private static final double FIRST_STRIDE = 1.3;
  private static final double LONGEST_STRIDE = 4;
  private static final double STRIDE_AFTER_DOUBT = 1.05;
  private static final double STEP_DOWN = 0.95;
  private static final double FAR_APART = 1.5;

  private final double startPerS;
  private final double lowestPerS;
  private final double highestPerS;
  private final NavigableSet<Double> met = new TreeSet<>();

  private double lowPerS;
  private double highPerS = Double.POSITIVE_INFINITY;
  private double stride = FIRST_STRIDE;
  private double candidatePerS;
  private int confirmed;
  private boolean knownAbove;
  private double heldPerS;
  private int doubts;
  private int floods;
  private Optional<Probe> underway = Optional.empty();
  private Verdict verdict = Verdict.UNSETTLED;
  private boolean over;

  /** What came of a search. */
  enum Verdict {
    /** The rate found met the objective every time, and the next above did not. */
    CONFIRMED,
    /** It could not be established. */
    UNSETTLED,
    /** Not even the lowest rate met it. */
    NONE
  }

  /**
   * A search.
   *
   * @param startPerS where it begins
   * @param lowestPerS no lower rate is tried, more than 0
   * @param highestPerS no higher rate is tried
   */
  RateSearch(double startPerS, double lowestPerS, double highestPerS) {
    this.lowestPerS = lowestPerS;
    this.highestPerS = Math.max(lowestPerS, highestPerS);
    this.startPerS = within(startPerS);
  }

  /** The flood to run now; empty when the search is over. */
  Optional<Probe> next() {
    underway = over || floods == MOST_FLOODS ? Optional.empty() : Optional.of(probe());
    return underway;
  }

  /** How the flood given last ended: whether it met the objective. */
  void ended(boolean metIt) {
    Probe probe = underway.orElseThrow();
    floods++;
    if (metIt) {
      met.add(probe.ratePerS());
    }
    switch (probe.purpose()) {
      case BRACKET, NARROW -> walked(probe, metIt);
      case CONFIRM -> confirming(metIt);
      case ABOVE -> above(metIt);
    }
  }

  /** What has come of it so far. */
  Verdict verdict() {
    return verdict;
  }

  /** The rate found so far; empty when none met the objective. */
  Optional<Double> foundPerS() {
    if (verdict == Verdict.NONE) {
      return Optional.empty();
    }
    if (verdict == Verdict.CONFIRMED || heldPerS > 0) {
      return Optional.of(verdict == Verdict.CONFIRMED ? candidatePerS : heldPerS);
    }
    return Optional.ofNullable(met.lower(highPerS))
        .or(() -> met.isEmpty() ? Optional.empty() : Optional.of(met.first()));
  }

  private Probe probe() {
    if (candidatePerS == 0 && isNarrow()) {
      candidatePerS = lowPerS;
      confirmed = 0;
      knownAbove = highPerS == Double.POSITIVE_INFINITY;
    }
    if (candidatePerS > 0) {
      return confirmed < CONFIRMING
          ? new Probe(candidatePerS, Probe.Purpose.CONFIRM, confirmed)
          : new Probe(highPerS, Probe.Purpose.ABOVE, 0);
    }
    return walk();
  }

  private boolean isNarrow() {
    if (lowPerS == 0 || highPerS == Double.POSITIVE_INFINITY) {
      return lowPerS >= highestPerS;
    }
    double middle = middle();
    boolean isBetween = middle > lowPerS && middle < highPerS;
    return highPerS - lowPerS <= TOLERANCE * lowPerS || !isBetween;
  }

  private Probe walk() {
    if (lowPerS > 0 && highPerS < Double.POSITIVE_INFINITY) {
      return new Probe(middle(), Probe.Purpose.NARROW, 0);
    }
    double rate = startPerS;
    if (lowPerS > 0) {
      rate = within(lowPerS * stride);
    } else if (highPerS < Double.POSITIVE_INFINITY) {
      rate = within(highPerS / stride);
    }
    return new Probe(rate, Probe.Purpose.BRACKET, 0);
  }

  private double middle() {
    boolean far = highPerS / lowPerS > FAR_APART;
    return Rates.round(far ? Math.sqrt(lowPerS * highPerS) : (lowPerS + highPerS) / 2);
  }

  private void walked(Probe probe, boolean metIt) {
    if (metIt) {
      lowPerS = probe.ratePerS();
    } else {
      highPerS = probe.ratePerS();
    }
    if (floods > 1) {
      stride = Math.min(stride * stride, LONGEST_STRIDE);
    }
    if (!metIt && probe.ratePerS() <= lowestPerS) {
      end(Verdict.NONE);
    }
  }

  private void confirming(boolean metIt) {
    if (!metIt) {
      stepDown();
    } else if (++confirmed == CONFIRMING && knownAbove) {
      end(Verdict.CONFIRMED);
    }
  }

  /** A rate that fails now and then does not meet the objective: it is the next rate above. */
  private void stepDown() {
    highPerS = candidatePerS;
    knownAbove = true;
    confirmed = 0;
    candidatePerS = within(candidatePerS * STEP_DOWN);
    if (heldPerS > 0 && candidatePerS <= heldPerS) {
      candidatePerS = heldPerS;
      end(Verdict.CONFIRMED);
    } else if (++doubts == MOST_DOUBTS || candidatePerS >= highPerS) {
      end(Verdict.UNSETTLED);
    }
  }

  /** Where the rate above meets the objective, the highest lies still higher. */
  private void above(boolean metIt) {
    if (!metIt) {
      end(Verdict.CONFIRMED);
      return;
    }
    heldPerS = candidatePerS;
    candidatePerS = 0;
    lowPerS = highPerS;
    highPerS = Double.POSITIVE_INFINITY;
    stride = STRIDE_AFTER_DOUBT;
    if (++doubts == MOST_DOUBTS) {
      end(Verdict.UNSETTLED);
    }
  }

  private void end(Verdict how) {
    verdict = how;
    over = true;
  }

  private double within(double ratePerS) {
    return Math.clamp(Rates.round(ratePerS), lowestPerS, highestPerS);
  }
}
