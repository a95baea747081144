package stampede.harness.gate;

import java.util.Random;

/**
 * How the log ratios of a gate's rounds vary when nothing has changed: each the difference of two
 * arms that vary alike, so that it is symmetric, with a standard deviation of 1.
 */
enum RoundNoise {
  NORMAL("normal", true) {
    @Override
    double[] drawn(int n, Random random) {
      double[] changes = new double[n];
      for (int i = 0; i < n; i++) {
        changes[i] = random.nextGaussian();
      }
      return changes;
    }
  },
  HEAVY_TAILED("t, 3 degrees of freedom", true) {
    @Override
    double[] drawn(int n, Random random) {
      double[] changes = new double[n];
      for (int i = 0; i < n; i++) {
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          double z = random.nextGaussian();
          squares += z * z;
        }
        // the variance of t with 3 degrees is 3
        changes[i] = random.nextGaussian() / Math.sqrt(squares / 3) / Math.sqrt(3);
      }
      return changes;
    }
  },
  BIMODAL("bimodal: each arm in one of two modes", true) {
    @Override
    double[] drawn(int n, Random random) {
      double[] changes = new double[n];
      for (int i = 0; i < n; i++) {
        double baseline = mode(random);
        double candidate = mode(random);
        changes[i] = (candidate - baseline) / Math.sqrt(2);
      }
      return changes;
    }

    /** Two narrow modes, two units apart, one arm in three in the slow one: a variance of 1. */
    private static double mode(Random random) {
      boolean slow = random.nextInt(3) == 0;
      double apart = 2.0;
      double narrow = Math.sqrt(1 - apart * apart * 2 / 9);
      return (slow ? apart : 0) + narrow * random.nextGaussian();
    }
  },
  ORDER("order: whoever is second is slower", true) {
    @Override
    double[] drawn(int n, Random random) {
      double[] changes = new double[n];
      double second = 1;
      for (int i = 0; i < n; i++) {
        // of every two rounds each arm is second in one
        second = i % 2 == 1 ? -second : random.nextBoolean() ? 1 : -1;
        changes[i] = (second + random.nextGaussian()) / Math.sqrt(2);
      }
      return changes;
    }
  },
  DRIFTING("AR(1) 0.3: rounds resemble the last", false) {
    @Override
    double[] drawn(int n, Random random) {
      double[] changes = new double[n];
      double last = random.nextGaussian();
      for (int i = 0; i < n; i++) {
        last = KEPT * last + Math.sqrt(1 - KEPT * KEPT) * random.nextGaussian();
        changes[i] = last;
      }
      return changes;
    }
  };

  private static final double KEPT = 0.3;

  private final String title;
  private final boolean exchangeable;

  RoundNoise(String title, boolean exchangeable) {
    this.title = title;
    this.exchangeable = exchangeable;
  }

  String title() {
    return title;
  }

  /** Whether what the exact bounds assume is true of it. */
  boolean isExchangeable() {
    return exchangeable;
  }

  /** The changes of so many rounds. */
  abstract double[] drawn(int n, Random random);
}
