package stampede.harness.gate;

import stampede.report.gate.GatePair;

/** Is told how a gate goes on, by the thread that runs it. */
public interface RoundWatcher {
  /** The baseline's capacity is known, and so is the open slice. */
  void calibrated(double capacityPerS, String openLoad);

  /** A round has ended, or was cut short. */
  void ended(GatePair pair, RoundReport report);
}
