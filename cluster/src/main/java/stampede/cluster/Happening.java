package stampede.cluster;

/** What a member comes to know of the others. */
public sealed interface Happening {
  /** Who it is about. */
  Peer peer();

  /** It has come. */
  record Joined(Peer peer) implements Happening {}

  /** It has left, or died, or cannot be reached any more. */
  record Left(Peer peer) implements Happening {}

  /**
   * It said something.
   *
   * @param atNs our clock when that came
   */
  record Received(Peer peer, Message message, long atNs) implements Happening {}

  /** It said what is no message. */
  record Garbled(Peer peer, String why) implements Happening {}
}
