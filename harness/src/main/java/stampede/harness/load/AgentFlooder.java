package stampede.harness.load;

/**
 * A flooder that is agents. Commands name this and not what it is, so that nothing of a cluster is
 * loaded with them.
 */
public interface AgentFlooder extends Flooder {
  /** How many load threads all agents have together. */
  int threads();
}
