package stampede.harness.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import stampede.harness.search.Arrivals;
import stampede.harness.search.Objective;
import stampede.server.UsageException;

/** The options that make a flood a search for the highest rate. */
final class FindOptions {
  @Option(
      names = "--find",
      paramLabel = "WHAT",
      description =
          "max: the highest rate that meets --slo, found by bisection and confirmed; --load then"
              + " says poisson (default) or constant, with a rate to start from or without")
  private String what;

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      split = ",",
      description =
          "with --find: what a rate must meet, such as p99=5ms (at most), p99.9=20ms; errors=0 is"
              + " implied; may be repeated")
  private List<String> objectives = new ArrayList<>();

  /** What the rate searched for must meet; empty when there is no search. */
  Optional<Objective> objective() {
    if (what == null) {
      if (!objectives.isEmpty()) {
        throw new UsageException("--slo is what --find max searches for; say that too");
      }
      return Optional.empty();
    }
    if (!what.equals("max")) {
      throw new UsageException("--find " + what + ": there is only max to find");
    }
    if (objectives.isEmpty()) {
      throw new UsageException("--find max needs an objective: --slo p99=5ms");
    }
    return Optional.of(Objective.parse(checked()));
  }

  private List<String> checked() {
    for (String text : objectives) {
      OptionText.read("--slo", text, each -> Objective.parse(List.of(each)));
    }
    return objectives;
  }

  /** How requests arrive while it is searched. */
  static Arrivals arrivals(Optional<String> load) {
    return OptionText.read("--load", load.orElse("poisson"), Arrivals::parse);
  }
}
