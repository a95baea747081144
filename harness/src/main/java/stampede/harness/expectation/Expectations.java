package stampede.harness.expectation;

import java.util.List;
import java.util.function.Predicate;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.RunDocument;

/**
 * All that is expected of the cells of a run. Immutable and pure.
 *
 * @param conditions each must be met by every cell
 */
public record Expectations(List<Condition> conditions) {
  /** Copies the list. */
  public Expectations {
    conditions = List.copyOf(conditions);
  }

  /** The document with what became of each condition in each cell. */
  public RunDocument judge(RunDocument document) {
    return judge(document, cell -> true);
  }

  /** The document with what became of each condition in some cells. */
  public RunDocument judge(RunDocument document, Predicate<Cell> some) {
    return document.with(
        document.cells().stream()
            .map(cell -> some.test(cell) ? cell.expecting(judge(cell)) : cell)
            .toList());
  }

  private List<Expectation> judge(Cell cell) {
    return conditions.stream().map(condition -> condition.of(cell)).toList();
  }
}
