package stampede.harness.experiment;

import stampede.harness.load.FloodPlan;
import stampede.harness.server.ServerUnderTest;

/**
 * One cell of an experiment: a server on so many CPUs under one load.
 *
 * @param id short, unique within the experiment, fit for a file name
 * @param server what is measured
 * @param placement on which CPUs
 * @param flood the load; its target is filled in when the server listens
 */
public record CellPlan(String id, ServerUnderTest server, Placement placement, FloodPlan flood) {
  /** What it is, in a line for people. */
  public String title() {
    int cpus = placement.server().cardinality();
    return server.description().spec()
        + (cpus == 0 ? "  " : "  cpus=" + cpus + "  ")
        + flood.load();
  }
}
