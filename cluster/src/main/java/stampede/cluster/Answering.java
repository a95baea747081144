package stampede.cluster;

import java.util.Optional;

/** Answers what members say while they work, on the thread that follows them. */
@FunctionalInterface
public interface Answering {
  /**
   * What one member is told in return; empty for nothing.
   *
   * @throws ClusterException when what it said ends the run
   */
  Optional<String> answer(String member, String text);
}
