package stampede.report.micro;

import stampede.report.Fields;

/**
 * How benchmarks were run.
 *
 * @param quick whether it was only to see that they run: too short to believe
 * @param forks processes each was run in, one after the other
 * @param warmups iterations of each process that are left out
 * @param iterations iterations of each process that count
 * @param iterationMs how long each iteration took, in milliseconds
 * @param jmhVersion of the JMH that ran them
 * @param jvmFlags what those processes were started with
 */
public record MicroDesign(
    boolean quick,
    int forks,
    int warmups,
    int iterations,
    double iterationMs,
    String jmhVersion,
    String jvmFlags) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public MicroDesign {
    Fields.required(jmhVersion, "jmhVersion");
    Fields.required(jvmFlags, "jvmFlags");
  }
}
