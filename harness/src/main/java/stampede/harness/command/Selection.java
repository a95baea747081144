package stampede.harness.command;

import java.util.List;
import stampede.harness.server.ServerUnderTest;
import stampede.report.Skipped;

/**
 * What a command line selects.
 *
 * @param servers at least one
 * @param skipped what a product would have had beside them, and why it was left out
 */
record Selection(List<ServerUnderTest> servers, List<Skipped> skipped) {}
