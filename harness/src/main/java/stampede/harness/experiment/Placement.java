package stampede.harness.experiment;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import stampede.server.UsageException;

/**
 * Which CPUs the server gets and which the load generator.
 *
 * @param server the server's
 * @param load the load generator's
 */
public record Placement(BitSet server, BitSet load) {
  /**
   * Gives the server the first {@code count} of {@code usable}, and the load generator what is
   * left, or everything when nothing is left.
   *
   * @param loadCpus the load generator's CPUs where somebody chose them
   */
  public static Placement of(BitSet usable, int count, Optional<BitSet> loadCpus) {
    if (count < 1 || count > usable.cardinality()) {
      throw new UsageException(
          "--cpus " + count + ": this machine gives " + usable.cardinality() + " CPUs " + usable);
    }
    loadCpus.ifPresent(wanted -> requireExist(wanted, usable));
    BitSet rest = (BitSet) usable.clone();
    loadCpus.ifPresent(rest::andNot);
    BitSet server = first(rest.cardinality() >= count ? rest : usable, count);
    BitSet left = (BitSet) usable.clone();
    left.andNot(server);
    return new Placement(server, loadCpus.orElse(left.isEmpty() ? usable : left));
  }

  private static void requireExist(BitSet wanted, BitSet usable) {
    BitSet missing = (BitSet) wanted.clone();
    missing.andNot(usable);
    if (wanted.isEmpty() || !missing.isEmpty()) {
      throw new UsageException(
          "--load-cpus: there is no CPU " + missing + " here; this machine gives " + usable);
    }
  }

  private static BitSet first(BitSet cpus, int count) {
    BitSet first = new BitSet();
    for (int cpu = cpus.nextSetBit(0);
        first.cardinality() < count;
        cpu = cpus.nextSetBit(cpu + 1)) {
      first.set(cpu);
    }
    return first;
  }

  /**
   * The CPUs of {@code usable} that neither has; none, where they have them all. Whoever looks on,
   * and the compilers of the load generator, delay nobody there.
   */
  public BitSet free(BitSet usable) {
    BitSet free = (BitSet) usable.clone();
    free.andNot(server);
    free.andNot(load);
    return free;
  }

  /** Whether server and load generator have a CPU in common. */
  public boolean isShared() {
    return server.intersects(load);
  }

  /** Ids of the server's CPUs. */
  public List<Integer> serverIds() {
    return server.stream().boxed().toList();
  }

  /** Ids of the load generator's CPUs. */
  public List<Integer> loadIds() {
    return load.stream().boxed().toList();
  }
}
