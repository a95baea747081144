package stampede.harness.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.Course;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Rest;
import stampede.harness.load.FloodPlan;
import stampede.load.ArrivalSchedule;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.Search;
import stampede.report.SearchStep;

/**
 * A {@link RateSearch} as rounds of an experiment: each flood at a new rate is a cell of its own,
 * and the floods that confirm a rate are the rounds of one. A flood that something else disturbed
 * is run again. One thread uses it.
 */
public final class RateCourse implements Course {
  /** A flood is made longer than asked, up to this, where its rate needs that for a quantile. */
  private static final long LONGEST_NS = 60_000_000_000L;

  private static final long LONGEST_GUESS_NS = 1_000_000_000L;
  private static final String GUESS = "closed:32";

  /** Latency rises long before a server that never idles has reached its capacity. */
  private static final double PART_OF_CAPACITY = 0.75;

  private final CellPlan base;
  private final Objective objective;
  private final Arrivals arrivals;
  private final Consumer<SearchStep> watcher;
  private final double lowestPerS;
  private final List<SearchStep> steps = new ArrayList<>();
  private final Disturbance disturbance = new Disturbance();
  private final Set<String> untold = new HashSet<>();

  private Optional<RateSearch> search = Optional.empty();
  private Optional<Double> guessPerS = Optional.empty();
  private Optional<Probe> probe = Optional.empty();
  private ExperimentPlan.Step step;
  private int cells;
  private long restNs;

  /**
   * A search of one server.
   *
   * @param base what is flooded and how; its load is not used
   * @param arrivals of every flood, and where to start
   * @param watcher is told of each step when it has ended
   */
  public RateCourse(
      CellPlan base, Objective objective, Arrivals arrivals, Consumer<SearchStep> watcher) {
    this.base = base;
    boolean sheds = base.flood().settings().containsKey("maxInFlight");
    this.objective = sheds ? objective.and("shed=0") : objective;
    this.arrivals = arrivals;
    this.watcher = watcher;
    this.lowestPerS = this.objective.lowestPerS(Math.max(LONGEST_NS, base.flood().durationNs()));
    arrivals.startPerS().ifPresent(this::startAt);
  }

  private void startAt(double ratePerS) {
    search = Optional.of(new RateSearch(ratePerS, lowestPerS, ArrivalSchedule.MAX_RATE_PER_S));
  }

  @Override
  public Optional<ExperimentPlan.Step> next() {
    if (search.isEmpty()) {
      return Optional.of(first(guess()));
    }
    if (disturbance.isTooMuch()) {
      return Optional.empty();
    }
    if (disturbance.wantsAgain()) {
      return probe.map(this::step);
    }
    probe = search.get().next();
    return probe.map(this::step);
  }

  private CellPlan guess() {
    FloodPlan flood = base.flood().loaded(GUESS);
    return cell("guess", flood.lasting(Math.min(flood.durationNs(), LONGEST_GUESS_NS)));
  }

  private ExperimentPlan.Step step(Probe wanted) {
    if (wanted.round() > 0) {
      step = new ExperimentPlan.Step(step.cell(), step.round() + 1, step.order() + 1);
      return step;
    }
    double ratePerS = wanted.ratePerS();
    long durationNs = Math.max(base.flood().durationNs(), objective.leastNs(ratePerS));
    return first(
        cell(
            wanted.purpose().word(),
            base.flood().loaded(arrivals.load(ratePerS)).lasting(durationNs)));
  }

  private ExperimentPlan.Step first(CellPlan cell) {
    step = new ExperimentPlan.Step(cell, 0, step == null ? 0 : step.order() + 1);
    return step;
  }

  private CellPlan cell(String purpose, FloodPlan flood) {
    int number = cells++;
    return new CellPlan(
        String.format(Locale.ROOT, "%03d-%s", number, purpose),
        base.server(),
        base.placement(),
        flood.seeded(flood.seed(), number));
  }

  @Override
  public void ended(Cell cell) {
    if (search.isEmpty()) {
      guessPerS = Optional.of(cell.throughputPerS());
      startAt(Math.max(lowestPerS, PART_OF_CAPACITY * cell.throughputPerS()));
      return;
    }
    restNs = Rest.afterNs(cell);
    boolean met = objective.isMet(cell);
    if (Disturbance.tellsNothing(cell, objective)) {
      untold.add(step.cell().id());
    }
    SearchStep walked = walked(cell, met);
    steps.add(walked);
    watcher.accept(walked);
    disturbance.ended(cell, objective);
    if (!disturbance.wantsAgain()) {
      search.get().ended(met);
    }
  }

  @Override
  public long restNs() {
    return disturbance.isTooMuch() ? 0 : restNs;
  }

  private SearchStep walked(Cell cell, boolean met) {
    Quantiles total = cell.latencyUs().total();
    Probe asked = probe.orElseThrow();
    return new SearchStep(
        step.cell().id(),
        asked.purpose().word(),
        asked.ratePerS(),
        cell.rounds().getFirst().achievedPerS(),
        objective.valueUs(cell),
        total.p50(),
        total.p99(),
        cell.requests().failed() + cell.requests().indeterminate(),
        cell.valid(),
        met,
        met ? null : objective.why(cell));
  }

  /** What has come of it, now that it is over or was ended. */
  public Search search() {
    Optional<Double> found = search.flatMap(RateSearch::foundPerS);
    RateSearch.Verdict verdict =
        search.map(RateSearch::verdict).orElse(RateSearch.Verdict.UNSETTLED);
    boolean atLeast = found.isPresent() && isAtLeast(found.get());
    return new Search(
        objective.texts(),
        arrivals.kind(),
        guessPerS.orElse(null),
        found.orElse(null),
        verdict == RateSearch.Verdict.CONFIRMED,
        atLeast,
        disturbance
            .words()
            .orElseGet(() -> Conclusion.words(verdict, objective, arrivals, found, atLeast, steps)),
        steps);
  }

  /** Whether no flood that says something of the server shows that it could not do more. */
  private boolean isAtLeast(double foundPerS) {
    List<SearchStep> above =
        steps.stream().filter(each -> !each.met() && each.ratePerS() > foundPerS).toList();
    double nextPerS = above.stream().mapToDouble(SearchStep::ratePerS).min().orElse(0);
    return above.stream()
        .filter(each -> each.ratePerS() == nextPerS)
        .allMatch(each -> untold.contains(each.cell()));
  }
}
