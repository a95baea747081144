package stampede.report.gate;

import stampede.report.Fields;
import stampede.report.Server;

/**
 * One side of the comparison.
 *
 * @param server what was measured
 * @param source {@code run} when it was measured in this gate, {@code stored} when its figures are
 *     those of a document
 * @param document where stored figures came from; null when it was measured
 */
public record GateArm(Server server, String source, String document) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GateArm {
    Fields.required(server, "server");
    Fields.required(source, "source");
  }
}
