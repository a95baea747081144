package stampede.cluster;

import java.util.Optional;

/** What a work that is under way and its controller tell each other. Any thread may use it. */
public interface Conversation {
  /** Tells the controller how far the work has come. */
  void tell(Work.Progress progress);

  /**
   * Says something to the controller; what is said comes in order.
   *
   * @param text of at most {@link Message#WORDS_BYTES}
   */
  void say(String text);

  /** The next answer of the controller, waiting at most {@code timeoutNs}. */
  Optional<String> hear(long timeoutNs);
}
