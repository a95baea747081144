package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What happened in an iteration beside its time. Each counts all hand-overs of the iteration, also
 * the few before the clock of JMH runs: divide by {@link #handOvers}.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class HandOverCounts {
  /** Things handed over. */
  public long handOvers;

  /** Attempts to take that found nothing: the empty accepts of the claims. */
  public long emptyTakes;

  /** How often waiters left their CPU to sleep, as the kernel counts it. */
  public long sleeps;

  /** CPU time of the whole process in nanoseconds, without that of the JIT. */
  public long cpuNs;

  /** What lies between two readings. */
  void set(CrowdReading before, CrowdReading after) {
    handOvers = after.handOvers() - before.handOvers();
    emptyTakes = after.emptyTakes() - before.emptyTakes();
    sleeps = after.sleeps() - before.sleeps();
    cpuNs = after.cpuNs() - before.cpuNs();
  }
}
