package stampede.cluster;

/**
 * Another member, as a {@link Group} tells them apart: a peer that leaves and comes back is another
 * one.
 *
 * @param id equal for the same member only
 */
public record Peer(Object id) {
  @Override
  public String toString() {
    return id.toString();
  }
}
