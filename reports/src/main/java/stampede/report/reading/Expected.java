package stampede.report.reading;

import java.util.List;
import java.util.Locale;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.RunDocument;

/**
 * One expectation, and the cell of whose figures it was one.
 *
 * @param cell the cell
 * @param expectation what became of it
 */
public record Expected(Cell cell, Expectation expectation) {
  /** All of a run, cell by cell. */
  public static List<Expected> of(RunDocument document) {
    return document.cells().stream()
        .flatMap(cell -> cell.expectations().stream().map(each -> new Expected(cell, each)))
        .toList();
  }

  /** Whether figures that can be believed are not as expected. */
  public static boolean hasFailed(RunDocument document) {
    return of(document).stream().anyMatch(each -> each.expectation().hasFailed());
  }

  /** The figure with its unit. */
  public String value() {
    Double value = expectation.value();
    if (value == null) {
      return "unknown";
    }
    return switch (expectation.unit()) {
      case "us" -> Numbers.duration(value);
      case "per s" -> Numbers.of(value) + "/s";
      case "%" -> String.format(Locale.ROOT, "%.2f %%", value);
      default -> value == Math.rint(value) ? Numbers.count(value) : Numbers.of(value);
    };
  }

  /** What became of it, in words. */
  public String outcome() {
    if (expectation.met()) {
      return expectation.believed() ? "met" : "met, by figures that are not valid";
    }
    if (!expectation.believed()) {
      return "NOT MET, by figures that are not valid";
    }
    return expectation.value() == null ? "NOT MET: the figure is not known" : "NOT MET";
  }
}
