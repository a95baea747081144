package stampede.harness.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.harness.observe.Examination;

/** {@code stampede doctor}: what this machine allows, and what would spoil a measurement. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Tells what this machine allows and what would spoil a measurement.")
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "as JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<Examination.Finding> findings = Examination.all();
    if (json) {
      System.out.println(Json.indented(findings));
    } else {
      for (Examination.Finding finding : findings) {
        System.out.printf(
            "%-5s %-22s %s%n", finding.grade().text(), finding.subject(), finding.seen());
        if (!finding.advice().isEmpty()) {
          System.out.printf("%-5s %-22s -> %s%n", "", "", finding.advice());
        }
      }
    }
    boolean works =
        findings.stream().noneMatch(finding -> finding.grade() == Examination.Grade.BAD);
    return (works ? ExitCode.PASSED : ExitCode.FAILED).code();
  }
}
