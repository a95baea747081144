package stampede.cluster;

/** Is shown what members send while they work, on the thread that follows them. */
@FunctionalInterface
public interface IntervalListener {
  /** One interval of one member. */
  void on(String member, Message.Interval interval);
}
