package stampede.harness.experiment;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;

/** The rounds of a plan, whatever they show. */
final class PlannedCourse implements Course {
  private final Iterator<ExperimentPlan.Step> steps;

  PlannedCourse(List<ExperimentPlan.Step> steps) {
    this.steps = steps.iterator();
  }

  @Override
  public Optional<ExperimentPlan.Step> next() {
    return steps.hasNext() ? Optional.of(steps.next()) : Optional.empty();
  }

  @Override
  public void ended(Cell cell) {
    // the order was settled beforehand
  }
}
