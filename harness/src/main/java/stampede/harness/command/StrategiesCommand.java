package stampede.harness.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.server.Population;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;
import stampede.server.strategy.Traits;

/** {@code stampede strategies}: the catalogue. */
@Command(
    name = "strategies",
    mixinStandardHelpOptions = true,
    description = "Lists every accept strategy with what it declares about itself.")
final class StrategiesCommand implements Callable<Integer> {
  /** One strategy, as --json has it. */
  record Row(
      String name,
      String notifies,
      String address,
      List<String> populations,
      Integer maxHandlers,
      String mechanism,
      String origin,
      String failureModes,
      List<String> settings) {
    static Row of(Strategy strategy) {
      Traits traits = strategy.traits();
      return new Row(
          strategy.name(),
          traits.notifies().text(),
          traits.splitAddress() ? "split" : "shared",
          traits.populations().stream().map(Population.As::text).sorted().toList(),
          traits.maxHandlers() == Integer.MAX_VALUE ? null : traits.maxHandlers(),
          traits.mechanism(),
          traits.origin(),
          traits.failureModes(),
          strategy.keys().stream().sorted().toList());
    }
  }

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<Row> rows = Catalogue.all().stream().map(Row::of).toList();
    if (json) {
      System.out.println(Json.indented(rows));
      return ExitCode.PASSED.code();
    }
    for (Row row : rows) {
      System.out.printf(
          "%-16s notifies %s, %s address, from %s%n",
          row.name, row.notifies, row.address, row.origin);
      System.out.printf("%-16s %s%n", "", row.mechanism);
      System.out.printf("%-16s fails by: %s%n", "", row.failureModes);
    }
    return ExitCode.PASSED.code();
  }
}
