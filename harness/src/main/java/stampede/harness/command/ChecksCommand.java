package stampede.harness.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckSelection;

/** {@code stampede checks}: every check with the claims it speaks for. */
@Command(
    name = "checks",
    mixinStandardHelpOptions = true,
    description =
        "Lists every conformance check with its requirement and the claims it speaks for.",
    footerHeading = "%nExamples:%n",
    footer = {"  stampede checks", "  stampede checks --claim 12", "  stampede checks --json"})
final class ChecksCommand implements Callable<Integer> {
  private final List<Check> all;

  @Option(
      names = "--claim",
      paramLabel = "LIST",
      description = "only checks that speak for these claims: 5,12")
  private String claims;

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  ChecksCommand(List<Check> all) {
    this.all = all;
  }

  @Override
  public Integer call() {
    List<Check> checks = new CheckSelection(List.of(), ConformOptions.claims(claims)).of(all);
    System.out.print(json ? CheckList.json(checks) : CheckList.text(checks));
    return ExitCode.PASSED.code();
  }
}
