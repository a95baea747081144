package stampede.harness.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  /**
   * One strategy, as --json has it.
   *
   * @param refused populations it has not, and why
   * @param maxHandlers null where there is no bound of its own
   * @param available whether this machine allows it; if not, {@code unavailable} says why
   * @param stranding how requests can wait although a handler is available; null where they cannot
   * @param settings what it has beyond the settings of every server
   */
  record Row(
      String name,
      String notifies,
      String address,
      List<String> populations,
      Map<String, String> refused,
      Integer maxHandlers,
      boolean available,
      String unavailable,
      String stranding,
      String mechanism,
      String origin,
      String failureModes,
      List<String> settings) {
    static Row of(Strategy strategy) {
      Traits traits = strategy.traits();
      Optional<String> unavailable = strategy.unavailable();
      Map<String, String> refused = new TreeMap<>();
      traits.refused().forEach((as, why) -> refused.put(as.text(), why));
      return new Row(
          strategy.name(),
          traits.notifies().text(),
          traits.splitAddress() ? "split" : "shared",
          traits.populations().stream().map(Population.As::text).sorted().toList(),
          refused,
          traits.maxHandlers() == Integer.MAX_VALUE ? null : traits.maxHandlers(),
          unavailable.isEmpty(),
          unavailable.orElse(null),
          traits.stranding().orElse(null),
          traits.mechanism(),
          traits.origin(),
          traits.failureModes(),
          strategy.keys().stream().sorted().toList());
    }

    /** The lines people read, without the name. */
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(
          "notifies %s, %s address, as %s, from %s"
              .formatted(notifies, address, String.join(" or ", populations), origin));
      lines.add(mechanism);
      refused.forEach((as, why) -> lines.add("not as " + as + ", because " + why));
      if (maxHandlers != null) {
        lines.add("has at most " + maxHandlers + (maxHandlers == 1 ? " handler" : " handlers"));
      }
      if (stranding != null) {
        lines.add("can strand: " + stranding);
      }
      lines.add("fails by: " + failureModes);
      if (!settings.isEmpty()) {
        lines.add("settings of its own: " + String.join(", ", settings));
      }
      if (!available) {
        lines.add("UNAVAILABLE here: " + unavailable);
      }
      return lines;
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
      String name = row.name;
      for (String line : row.lines()) {
        System.out.printf("%-18s %s%n", name, line);
        name = "";
      }
    }
    return ExitCode.PASSED.code();
  }
}
