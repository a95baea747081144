package stampede.report;

/**
 * An agent that took part in a run: a machine, or one of several agents on one.
 *
 * @param name as the agent calls itself
 * @param stampedeVersion its version
 * @param loadThreads threads of its load generator
 * @param environment its machine; null when it did not say
 */
public record Member(
    String name, String stampedeVersion, int loadThreads, Environment environment) {
  /**
   * @throws IllegalArgumentException when the name is null
   */
  public Member {
    Fields.required(name, "name");
  }
}
