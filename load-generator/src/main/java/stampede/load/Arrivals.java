package stampede.load;

/**
 * The intended start times of one load thread, in order. Endless; one thread uses it; nothing
 * allocates.
 */
@FunctionalInterface
public interface Arrivals {
  /** The next intended start, in nanoseconds from the start of the flood; never decreases. */
  long nextNs();
}
