package stampede.server.strategy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stampede.server.Population.As;
import stampede.server.UsageException;

/**
 * What a strategy declares about itself. Conformance holds it against what is seen: a declaration
 * that the evidence contradicts, either way, is a failure.
 *
 * @param kind whether it is a way of the kernel's, or somebody else's way measured as a peer
 * @param notifies how many available handlers one pending request wakes
 * @param splitAddress whether each handler has a listening socket of its own at the address
 * @param nonBlocking whether the listening socket is in non-blocking mode
 * @param refused as what its handlers cannot run, and why not
 * @param maxHandlers the most handlers it can have
 * @param stranding how requests come to wait although a handler is available, where they can; empty
 *     where they cannot
 * @param hoards whether a handler takes requests out of the buffer that it is not servicing yet, so
 *     that several die with it
 * @param mechanism how it works, in a line
 * @param origin where it is known from
 * @param failureModes how it fails, and how that shows
 */
public record Traits(
    Kind kind,
    Notifies notifies,
    boolean splitAddress,
    boolean nonBlocking,
    Map<As, String> refused,
    int maxHandlers,
    Optional<String> stranding,
    boolean hoards,
    String mechanism,
    String origin,
    String failureModes) {
  /** Whose way of accepting it is. */
  public enum Kind {
    /** Ours, on the kernel's own calls: it allocates nothing for a request. */
    DIRECT,
    /** Ours, with a thread created for each connection, which allocates. */
    PER_CONNECTION,
    /** That of the JDK or of Netty. */
    PEER
  }

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

  /** A strategy in which all handlers wait at one shared socket. */
  public static Traits shared(
      Notifies notifies,
      boolean nonBlocking,
      String mechanism,
      String origin,
      String failureModes) {
    return new Traits(
        Kind.DIRECT,
        notifies,
        false,
        nonBlocking,
        Map.of(),
        ANY_NUMBER,
        Optional.empty(),
        false,
        mechanism,
        origin,
        failureModes);
  }

  /** A strategy in which every handler has a socket of its own, in blocking mode. */
  public static Traits split(String mechanism, String origin, String failureModes) {
    return new Traits(
        Kind.DIRECT,
        Notifies.ONE,
        true,
        false,
        Map.of(),
        ANY_NUMBER,
        Optional.of("a request waits for the one handler whose socket it came to"),
        false,
        mechanism,
        origin,
        failureModes);
  }

  /** The same for at most {@code most} handlers. */
  public Traits atMost(int most) {
    return with(kind, nonBlocking, refused, most, stranding, hoards);
  }

  /** The same, not as {@code as}, for the reason given as a clause after "because". */
  public Traits not(As as, String because) {
    Map<As, String> more = new EnumMap<>(As.class);
    more.putAll(refused);
    more.put(as, because);
    return with(kind, nonBlocking, Map.copyOf(more), maxHandlers, stranding, hoards);
  }

  /** The same, in which requests can strand, and how. */
  public Traits stranding(String how) {
    return with(kind, nonBlocking, refused, maxHandlers, Optional.of(how), hoards);
  }

  /** The same, with listening sockets in non-blocking mode. */
  public Traits withoutBlocking() {
    return with(kind, true, refused, maxHandlers, stranding, hoards);
  }

  /** The same, with handlers that take more than they service. */
  public Traits hoarding() {
    return with(kind, nonBlocking, refused, maxHandlers, stranding, true);
  }

  /** The same, as somebody else's way. */
  public Traits asPeer() {
    return with(Kind.PEER, nonBlocking, refused, maxHandlers, stranding, hoards);
  }

  /** The same, with a thread created for each connection. */
  public Traits perConnection() {
    return with(Kind.PER_CONNECTION, nonBlocking, refused, maxHandlers, stranding, hoards);
  }

  private Traits with(
      Kind otherKind,
      boolean otherNonBlocking,
      Map<As, String> otherRefused,
      int otherMost,
      Optional<String> otherStranding,
      boolean otherHoards) {
    return new Traits(
        otherKind,
        notifies,
        splitAddress,
        otherNonBlocking,
        otherRefused,
        otherMost,
        otherStranding,
        otherHoards,
        mechanism,
        origin,
        failureModes);
  }

  /** Whether its handlers can run so. */
  public boolean supports(As as) {
    return !refused.containsKey(as);
  }

  /** As what its handlers can run. */
  public Set<As> populations() {
    return Arrays.stream(As.values()).filter(this::supports).collect(Collectors.toSet());
  }

  /** Refuses a population the strategy cannot run as. */
  public void requirePopulation(String name, As as) {
    if (!supports(as)) {
      throw new UsageException(
          name + " cannot run as " + as.text() + ", because " + refused.get(as));
    }
  }
}
