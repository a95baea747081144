package stampede.harness.experiment;

import java.util.OptionalLong;

/** What can be told of a flood while it goes on. One thread uses it. */
interface LiveFigures {
  /** Looks at the flood; everything else is as of the last look. */
  void look(long nowNs);

  /** Attempts that ended, however, since the flood began; the warm-up's too. */
  long ended();

  /** Those without a full and correct answer. */
  long errors();

  /** Answers per second lately; not a number before that is known. */
  double ratePerS();

  /**
   * A quantile of the total latency, from the intended start, of attempts that ended lately; empty
   * when none is known.
   *
   * @param quantile 0 to 1
   */
  OptionalLong latencyNs(double quantile);
}
