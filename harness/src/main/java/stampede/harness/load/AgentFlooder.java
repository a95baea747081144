package stampede.harness.load;

import java.util.List;
import stampede.report.Member;

/**
 * A flooder that is agents. Commands name this and not what it is, so that nothing of a cluster is
 * loaded with them.
 */
public interface AgentFlooder extends Flooder {
  /** How many load threads all agents have together. */
  int threads();

  /** Those who have flooded, and their machines. */
  List<Member> members();
}
