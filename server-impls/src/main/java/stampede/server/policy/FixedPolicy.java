package stampede.server.policy;

/** As many as at the start, always. */
record FixedPolicy(int handlers) implements PopulationPolicy {
  @Override
  public int wanted(Seen seen) {
    return handlers;
  }
}
