package stampede.server.policy;

/** As many as were asked for, always. */
record FixedPolicy(int handlers) implements PopulationPolicy {
  @Override
  public int wanted(Seen seen) {
    return handlers;
  }
}
