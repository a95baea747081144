package stampede.harness.gate;

import java.util.Arrays;
import java.util.Random;

/**
 * The smallest true change that a gate detects nine times in ten, where rounds vary normally with a
 * known noise. Some thousand gates are drawn from a fixed seed, once; what each of them needs to
 * fail follows without drawing again, for bounds and estimates move and stretch with the rounds.
 * One metric is looked at, as if the others were not there. Immutable, pure.
 */
final class SmallestEffect {
  private static final int GATES = 2_000;
  private static final double DETECTED = 0.9;
  private static final long SEED = 1_945;

  /** A look at one gate's rounds of noise 1 and no change. */
  private record Look(double lower, double estimate, double upper) {}

  private final Look[][] gates = new Look[GATES][];

  SmallestEffect(Looks looks) {
    Random random = new Random(SEED);
    int[] lower = looks.rounds().stream().mapToInt(looks::lowerIndex).toArray();
    int[] upper = looks.rounds().stream().mapToInt(looks::upperIndex).toArray();
    for (int gate = 0; gate < GATES; gate++) {
      double[] rounds = new double[looks.last()];
      Arrays.setAll(rounds, i -> random.nextGaussian());
      gates[gate] = new Look[lower.length];
      for (int i = 0; i < lower.length; i++) {
        WalshAverages averages = WalshAverages.of(Arrays.copyOf(rounds, looks.rounds().get(i)));
        gates[gate][i] =
            new Look(
                averages.lower(lower[i]).orElse(Double.NEGATIVE_INFINITY),
                averages.estimate(),
                averages.upper(upper[i]).orElse(Double.POSITIVE_INFINITY));
      }
    }
  }

  /** The change, as a log ratio, with that noise and that margin. */
  double of(double noise, double margin) {
    double[] needed =
        Arrays.stream(gates).mapToDouble(looks -> needed(looks, noise, margin)).sorted().toArray();
    return needed[(int) Math.ceil(DETECTED * GATES) - 1];
  }

  /** The change from which on this gate fails: at this look, or, if it does not pass, a later. */
  private static double needed(Look[] looks, double noise, double margin) {
    double needed = Double.POSITIVE_INFINITY;
    for (int i = looks.length - 1; i >= 0; i--) {
      double here = Math.max(-noise * looks[i].lower(), margin - noise * looks[i].estimate());
      double passesBelow = margin - noise * looks[i].upper();
      needed = Math.min(here, Math.max(passesBelow, needed));
    }
    return needed;
  }
}
