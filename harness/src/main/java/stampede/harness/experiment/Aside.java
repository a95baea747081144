package stampede.harness.experiment;

import java.util.BitSet;
import java.util.function.Supplier;
import stampede.harness.observe.Machine;
import stampede.linux.Affinity;

/**
 * This process out of the way while it looks on. Nothing is to be started meanwhile, for it would
 * stay there.
 */
final class Aside {
  private Aside() {}

  /** Looks on with all threads on {@code cpus}, or where they are when there are none. */
  static <T> T call(BitSet cpus, Supplier<T> look) {
    if (cpus.isEmpty()) {
      return look.get();
    }
    BitSet before = Machine.cpus();
    Affinity.placeThisProcess(cpus);
    try {
      return look.get();
    } finally {
      Affinity.placeThisProcess(before);
    }
  }
}
