package stampede.server.strategy;

import java.util.Set;
import stampede.server.Population.As;
import stampede.server.UsageException;

/**
 * What a strategy declares about itself. Conformance holds it against what is seen: a declaration
 * that the evidence contradicts, either way, is a failure.
 *
 * @param notifies how many available handlers one pending request wakes
 * @param splitAddress whether each handler has a listening socket of its own at the address
 * @param nonBlocking whether the listening socket is in non-blocking mode
 * @param populations as what its handlers can run
 * @param maxHandlers the most handlers it can have
 * @param mechanism how it works, in a line
 * @param origin where it is known from
 * @param failureModes how it fails, and how that shows
 */
public record Traits(
    Notifies notifies,
    boolean splitAddress,
    boolean nonBlocking,
    Set<As> populations,
    int maxHandlers,
    String mechanism,
    String origin,
    String failureModes) {
  /** How many available handlers learn of one pending request. */
  public enum Notifies {
    /** One of them. */
    ONE,
    /** All of them. */
    ALL;

    /** As it stands in tables and results. */
    public String text() {
      return this == ONE ? "one" : "all";
    }
  }

  private static final int ANY_NUMBER = Integer.MAX_VALUE;
  private static final Set<As> EVERY = Set.of(As.THREADS, As.PROCESSES);

  /** A strategy in which all handlers wait at one shared socket. */
  public static Traits shared(
      Notifies notifies,
      boolean nonBlocking,
      String mechanism,
      String origin,
      String failureModes) {
    return new Traits(
        notifies, false, nonBlocking, EVERY, ANY_NUMBER, mechanism, origin, failureModes);
  }

  /** A strategy in which every handler has a socket of its own, in blocking mode. */
  public static Traits split(String mechanism, String origin, String failureModes) {
    return new Traits(
        Notifies.ONE, true, false, EVERY, ANY_NUMBER, mechanism, origin, failureModes);
  }

  /** The same for at most {@code most} handlers. */
  public Traits atMost(int most) {
    return new Traits(
        notifies, splitAddress, nonBlocking, populations, most, mechanism, origin, failureModes);
  }

  /** Refuses a population the strategy cannot run as. */
  public void requirePopulation(String name, As as) {
    if (!populations.contains(as)) {
      throw new UsageException(
          name
              + " cannot run as "
              + as.text()
              + ", only as "
              + populations.iterator().next().text());
    }
  }
}
