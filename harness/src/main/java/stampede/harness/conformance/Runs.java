package stampede.harness.conformance;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import stampede.contract.RequestId;
import stampede.harness.Interruption;
import stampede.harness.load.LoadGenerator;
import stampede.harness.observe.Machine;

/**
 * What all trials of one suite share: the numbers of their runs, which are part of every request
 * id, the random choices, and the load generator, which is started when first needed. One thread
 * uses it.
 */
final class Runs implements AutoCloseable {
  private final Random random;
  private final Interruption interruption;
  private final Set<Integer> given = new HashSet<>();
  private int last;
  private Optional<LoadGenerator> generator = Optional.empty();

  Runs(long seed, Interruption interruption) {
    this.random = new Random(seed);
    this.interruption = interruption;
    this.last = random.nextInt(RequestId.MAX_RUN);
  }

  /** The number of a new run. */
  int next() {
    last = last % RequestId.MAX_RUN + 1;
    given.add(last);
    return last;
  }

  /** Whether a run is one of these. */
  boolean isOurs(int run) {
    return given.contains(run);
  }

  long seed() {
    return random.nextInt(1_000_000);
  }

  Interruption interruption() {
    return interruption;
  }

  LoadGenerator generator() {
    if (generator.isEmpty()) {
      generator = Optional.of(LoadGenerator.start(Machine.cpus(), interruption));
    }
    return generator.get();
  }

  @Override
  public void close() {
    generator.ifPresent(LoadGenerator::close);
  }
}
