package stampede.harness.load;

import java.util.List;
import java.util.Optional;

/** A flood that has begun, or soon will. The thread that began it uses it. */
public interface FloodUnderWay {
  /** What was asked for. */
  FloodPlan plan();

  /** When it begins, on the clock of this machine. */
  long startNs();

  /** The processes of this machine that carry it; none when others do. */
  default List<Integer> pids() {
    return List.of();
  }

  /** When the measured window begins. */
  default long windowStartNs() {
    return startNs() + plan().warmupNs();
  }

  /** When the measured window ends. */
  default long windowEndNs() {
    return startNs() + plan().lengthNs();
  }

  /** Waits for the end at most {@code timeoutNs}; whether it has come. */
  boolean awaitEnd(long timeoutNs);

  /**
   * The result, waiting for the last requests to end.
   *
   * @throws stampede.server.UsageException when the flood cannot be as asked
   * @throws stampede.server.StartException when its target cannot be reached, or who floods failed
   */
  FloodResult result();

  /** It is not needed any more: whoever takes part is free for another. */
  default void release() {}

  /** What its members recorded, where there are members; empty when it was this machine alone. */
  default Optional<MembersFlood> together() {
    return Optional.empty();
  }
}
