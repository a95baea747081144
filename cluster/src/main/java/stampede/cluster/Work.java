package stampede.cluster;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a member does when a controller asks for it, one run after another. One thread calls {@link
 * #prepare}, then {@link #run}, then {@link #audit} at most once, then {@link #release}; {@link
 * #stop} may come from any other thread at any time, and makes the call that is under way end
 * within a second or two, however it ends.
 */
public interface Work extends AutoCloseable {
  /** What has been done since the last one; the fields are those of {@link Message.Interval}. */
  record Progress(long begun, long ok, long failed, long indeterminate, ByteBuffer latencies) {}

  /** How much of a work this member can take, in whatever measure the work has; any thread asks. */
  int capacity();

  /**
   * Makes ready, and looks whether this member can do what is asked.
   *
   * @return what this member says of itself
   * @throws WorkRefusedException when it cannot, or must not
   */
  String prepare(String order);

  /**
   * Does it, beginning at {@code atNs} of {@link stampede.linux.Clock}.
   *
   * @param controller is told how it goes, and may have something to say
   * @return what came of it
   * @throws WorkRefusedException when nothing did
   */
  String run(long atNs, Conversation controller);

  /**
   * Holds what it recorded against what the other side did; it was done before.
   *
   * @param evidence in the order it was sent
   * @return what that comes to
   */
  String audit(List<ByteBuffer> evidence);

  /** Ends what is under way. Does nothing when nothing is. */
  void stop();

  /** Gives back what the run took; another may come. */
  void release();

  /** There will be no other run. */
  @Override
  void close();
}
