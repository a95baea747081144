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
  /**
   * What was counted in one second of a run. What comes to light when its second has been told is
   * told of it again: all that is told of a second is to be added.
   *
   * @param second of the run, from 0, as the work cuts it up
   * @param begun attempts begun in it
   * @param ok attempts that ended well in it
   * @param failed attempts that failed in it
   * @param indeterminate attempts that ended in it and of which nobody knows
   * @param errors how many of the latter two began in the part of the run that is measured when
   *     this second is of that part, and else all
   * @param underWayNs the time from the begin of each that began in it until its end, less the time
   *     from the end of each that ended in it until its end
   * @param longestNs the longest of the latencies
   * @param whole whether nothing is missing
   * @param latencies of those that ended in it, with the exception that {@code errors} makes, as
   *     {@link Histograms} writes them
   */
  record Progress(
      int second,
      long begun,
      long ok,
      long failed,
      long indeterminate,
      long errors,
      long underWayNs,
      long longestNs,
      boolean whole,
      ByteBuffer latencies) {
    /** Checks the bound; nobody can change it afterwards. */
    public Progress {
      latencies = Bounds.bounded("histogram", latencies);
    }

    @Override
    public ByteBuffer latencies() {
      return latencies.duplicate();
    }
  }

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
   * @param controller is told how it goes, of a flood about once a second of each second in turn,
   *     and may have something to say
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
