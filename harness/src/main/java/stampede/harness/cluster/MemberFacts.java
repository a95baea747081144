package stampede.harness.cluster;

import stampede.cluster.WorkRefusedException;
import stampede.contract.ControlMessage;
import stampede.harness.Version;
import stampede.harness.observe.Machine;
import stampede.report.EnvironmentText;
import stampede.report.Member;

/** What an agent says of itself when it is ready, whatever it is ready for. */
final class MemberFacts {
  private MemberFacts() {}

  /**
   * Those of this machine; a work may have more to say.
   *
   * @param threads of a load generator
   */
  static ControlMessage here(int threads) {
    return ControlMessage.of("facts")
        .with("version", Version.text())
        .with("threads", threads)
        .with("environment", EnvironmentText.write(Machine.describe()));
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when they are none
   */
  static Member member(String name, ControlMessage told) {
    return new Member(
        name,
        told.required("version"),
        Math.toIntExact(told.number("threads")),
        EnvironmentText.read(told.required("environment")));
  }

  /** Refuses to work for another version, which may mean something else by the same words. */
  static void requireSameVersion(String asking) {
    if (!asking.equals(Version.text())) {
      throw new WorkRefusedException(
          "it is version " + Version.text() + ", and the controller is " + asking);
    }
  }
}
