package stampede.harness.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import stampede.harness.experiment.Believable;
import stampede.harness.experiment.Course;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Rest;
import stampede.harness.load.FloodPlan;
import stampede.report.Cell;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;
import stampede.report.gate.GateViolation;
import stampede.report.reading.Median;
import stampede.server.StartException;

/**
 * A gate as rounds of an experiment: first the load generator is warmed with either kind of load,
 * and the baseline's capacity is found; then pair after pair until a look decides, an audit fails,
 * or there is no more time. In a round both arms are saturated one after the other, then both get
 * the open load, so that what is compared is close in time. One thread uses it.
 */
final class GateCourse implements Course {
  /** Of so many rounds for each that is needed, some may be discarded. */
  private static final double MOST_TRIED = 1.5;

  /** A flood that tells the capacity is made again when something disturbed it. */
  private static final int MOST_CALIBRATIONS = 3;

  /**
   * The first flood of each kind only warms the load generator, whose compilers have not seen any
   * yet: else whoever is flooded first in the first round does a third worse.
   */
  private static final long WARMING_NS = 5_000_000_000L;

  private static final long LEAST_WARMUP_NS = 1_000_000_000L;

  private static final long LEAST_CALIBRATION_NS = 500_000_000L;

  private final GatePlan plan;
  private final LongSupplier clockNs;
  private final RoundWatcher watcher;
  private final SplittableRandom coin;
  private final long startedNs;
  private final Deque<Slice> due = new ArrayDeque<>();
  private final Map<Arm, ArmRound> arms = new EnumMap<>(Arm.class);
  private final List<GatePair> pairs = new ArrayList<>();
  private final List<Long> roundsNs = new ArrayList<>();
  private final List<GateViolation> violations = new ArrayList<>();

  /** What the load generator has been warmed with. */
  private final Set<Slice.Kind> warmed = EnumSet.noneOf(Slice.Kind.class);

  private Optional<Slice> underway = Optional.empty();
  private Optional<OpenSlice> open = Optional.empty();
  private Optional<Double> capacityPerS = Optional.empty();
  private Optional<Arm> first = Optional.empty();
  private Optional<String> discard = Optional.empty();
  private Optional<String> ended = Optional.empty();
  private Standing standing;
  private int calibrations;
  private int order;
  private long roundBegunNs;
  private long restNs;

  /**
   * The course of a gate.
   *
   * @param clockNs time that only goes forward, in nanoseconds; the budget is held against it
   */
  GateCourse(GatePlan plan, LongSupplier clockNs, RoundWatcher watcher) {
    this.plan = plan;
    this.clockNs = clockNs;
    this.watcher = watcher;
    this.coin = new SplittableRandom(plan.seed());
    this.startedNs = clockNs.getAsLong();
    this.standing = stand(List.of(), false);
    plan.stored().ifPresent(stored -> open = Optional.of(stored.open()));
    capacityPerS = plan.stored().flatMap(StoredBaseline::capacityPerS);
  }

  @Override
  public Optional<ExperimentPlan.Step> next() {
    underway = Optional.empty();
    if (due.isEmpty()) {
      restNs = 0;
    }
    if (open.isEmpty() || !warmed.contains(Slice.Kind.SATURATION)) {
      return before(Slice.Kind.SATURATION);
    }
    if (!violations.isEmpty()) {
      return Optional.empty();
    }
    if (!warmed.contains(Slice.Kind.OPEN)) {
      return before(Slice.Kind.OPEN);
    }
    if (due.isEmpty() && goesOn()) {
      begin();
    }
    return due.isEmpty() ? Optional.empty() : step(due.poll());
  }

  /** Before the first round; where figures are stored, there is only the candidate to flood. */
  private Optional<ExperimentPlan.Step> before(Slice.Kind kind) {
    return step(new Slice(plan.stored().isEmpty() ? Arm.BASELINE : Arm.CANDIDATE, kind, 0));
  }

  private Optional<ExperimentPlan.Step> step(Slice slice) {
    underway = Optional.of(slice);
    FloodPlan flood = plan.flood();
    if (slice.kind() == Slice.Kind.OPEN) {
      flood = flood.loaded(open.orElseThrow().load()).lasting(open.orElseThrow().durationNs());
    }
    if (slice.round() == 0) {
      long leastNs = warmed.contains(slice.kind()) ? LEAST_WARMUP_NS : WARMING_NS;
      flood =
          flood
              .warmingUp(Math.max(flood.warmupNs(), leastNs))
              .lasting(Math.max(flood.durationNs(), LEAST_CALIBRATION_NS));
    }
    return Optional.of(slice.step(plan, plan.server(slice.arm()).orElseThrow(), flood, order++));
  }

  private boolean goesOn() {
    boolean decided = !plan.calibration() && standing.isDecided();
    if (decided || counted().size() >= plan.mostRounds()) {
      return false;
    }
    if (!isTried() && isInBudget(0)) {
      return true;
    }
    runOut();
    return false;
  }

  /** No more rounds come: the gate looks at those there are, once, if they are enough. */
  private void runOut() {
    if (ended.isEmpty() && Looks.isLookAtLast(counted().size())) {
      look(true);
    }
    List<String> why = new ArrayList<>();
    if (!isTried()) {
      why.add(
          "the time (--budget) was over after "
              + counted().size()
              + " rounds of "
              + plan.mostRounds());
    }
    leftOut().ifPresent(why::add);
    ended = Optional.of(String.join("; ", why));
  }

  private Optional<String> leftOut() {
    List<String> reasons =
        pairs.stream().map(GatePair::discarded).filter(Objects::nonNull).toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reasons.size()
                + " of "
                + pairs.size()
                + " rounds had to be left out: "
                + reasons.getLast());
  }

  private boolean isTried() {
    return pairs.size() >= MOST_TRIED * plan.mostRounds();
  }

  /** Whether a round would end in time if it began so much later. */
  private boolean isInBudget(long laterNs) {
    long longestNs = roundsNs.stream().mapToLong(Long::longValue).max().orElse(0);
    long endNs = clockNs.getAsLong() - startedNs + laterNs + longestNs;
    return plan.budgetNs().isEmpty() || endNs <= plan.budgetNs().getAsLong();
  }

  /**
   * After a whole round of which the host took something, unless none would come after the rest.
   */
  @Override
  public long restNs() {
    boolean goesOn = due.isEmpty() && violations.isEmpty() && !isTried() && isInBudget(restNs);
    return goesOn ? restNs : 0;
  }

  private void begin() {
    roundBegunNs = clockNs.getAsLong();
    arms.clear();
    discard = Optional.empty();
    Arm leader = plan.stored().isEmpty() ? leader() : Arm.CANDIDATE;
    first = Optional.of(leader);
    for (Slice.Kind kind : Slice.Kind.values()) {
      add(leader, kind);
      add(leader.other(), kind);
    }
  }

  /**
   * Of every two rounds that count each arm goes first in one, and the coin says in which: what it
   * does to an arm to be second falls on both alike, and what drifts falls on both within four
   * slices.
   */
  private Arm leader() {
    List<GatePair> counted = counted();
    if (counted.size() % 2 == 1) {
      return Arm.of(counted.getLast().first()).other();
    }
    return coin.nextBoolean() ? Arm.BASELINE : Arm.CANDIDATE;
  }

  private void add(Arm arm, Slice.Kind kind) {
    if (plan.server(arm).isPresent()) {
      due.add(new Slice(arm, kind, pairs.size() + 1));
      arms.put(arm, new ArmRound());
    }
  }

  @Override
  public void ended(Cell cell) {
    Slice slice = underway.orElseThrow();
    if (cell.audit() != null && cell.audit().verdict().equals("fail")) {
      violated("audit", AuditFailure.words(slice, cell, plan.flood().timeoutNs()));
    }
    restNs = Math.max(restNs, Rest.afterNs(cell));
    if (slice.round() == 0) {
      calibrated(slice, cell);
      return;
    }
    arms.get(slice.arm()).ended(slice.kind(), cell);
    discard = discard.or(() -> EnvironmentLimits.why(slice, cell));
    if (due.isEmpty() || !violations.isEmpty()) {
      finish();
    }
  }

  private void calibrated(Slice slice, Cell cell) {
    if (cell.requests().ok() == 0 && slice.arm() == Arm.BASELINE) {
      throw new StartException(
          "the baseline answered no request: " + String.join("; ", cell.invalidReasons()));
    }
    if (warmed.add(slice.kind())) {
      return;
    }
    calibrations++;
    boolean doubtful =
        EnvironmentLimits.why(slice, cell).isPresent()
            || cell.requests().ok() < Believable.LEAST_ANSWERS;
    if (doubtful && calibrations < MOST_CALIBRATIONS) {
      return;
    }
    capacityPerS = Optional.of(cell.throughputPerS());
    open = Optional.of(OpenSlice.of(cell.throughputPerS(), plan.flood().durationNs()));
    watcher.calibrated(cell.throughputPerS(), open.get().load());
  }

  /** The pair is whole, or nothing more can come of it. */
  private void finish() {
    boolean whole = due.isEmpty();
    due.clear();
    GatePair pair =
        new GatePair(
            pairs.size() + 1,
            first.orElseThrow().word(),
            baselineFigures().orElse(null),
            figures(Arm.CANDIDATE).orElse(null),
            discard
                .or(() -> whole ? Optional.empty() : Optional.of("it was cut short"))
                .orElse(null));
    arms.clear();
    pairs.add(pair);
    if (whole) {
      roundsNs.add(clockNs.getAsLong() - roundBegunNs);
    }
    look(plan.looks().isLook(counted().size()));
    watcher.ended(pair, new RoundReport(standing, plan.calibration(), restNs()));
  }

  private Optional<GateFigures> baselineFigures() {
    return plan.stored()
        .map(stored -> stored.figures(counted().size()))
        .or(() -> figures(Arm.BASELINE));
  }

  private Optional<GateFigures> figures(Arm arm) {
    return Optional.ofNullable(arms.get(arm)).flatMap(ArmRound::figures);
  }

  private void look(boolean mayDecide) {
    standing = stand(counted(), mayDecide);
    if (!plan.calibration()) {
      standing.unanswered().ifPresent(this::unanswered);
    }
  }

  private Standing stand(List<GatePair> counted, boolean mayDecide) {
    return Standing.of(
        counted,
        mayDecide,
        plan.looks(),
        plan.tolerances(),
        metric -> open.flatMap(slice -> slice.advisory(metric)));
  }

  /** The user ended it, or the server under way did: the round is cut short. */
  void cutShort() {
    if (!arms.isEmpty()) {
      due.add(underway.orElseThrow());
      finish();
    }
  }

  /** The server under way ended in the middle of its flood; whose server it was. */
  Arm died(String message) {
    Arm arm = underway.orElseThrow().arm();
    if (arm == Arm.CANDIDATE) {
      violated("died", message);
    }
    cutShort();
    return arm;
  }

  private void violated(String kind, String detail) {
    Slice slice = underway.orElseThrow();
    violations.add(new GateViolation(kind, slice.arm().word(), slice.words(), detail, null));
  }

  private void unanswered(double share) {
    violations.add(
        new GateViolation(
            "unanswered",
            Arm.CANDIDATE.word(),
            "all rounds",
            String.format(
                Locale.ROOT,
                "%.2f%% of its requests were not answered; a failure that is quick is no speed",
                100 * share),
            null));
  }

  /** Pairs that are compared. */
  private List<GatePair> counted() {
    return pairs.stream().filter(GatePair::counts).toList();
  }

  /** Every round so far, in the order of time. */
  List<GatePair> pairs() {
    return List.copyOf(pairs);
  }

  Standing standing() {
    return standing;
  }

  List<GateViolation> violations() {
    return List.copyOf(violations);
  }

  Optional<OpenSlice> open() {
    return open;
  }

  Optional<Double> capacityPerS() {
    return capacityPerS;
  }

  /** Why it ended before its last look and without a decision; empty when it did not. */
  Optional<String> endedBy() {
    return ended;
  }

  /** How long a whole round took, median, in seconds. */
  Optional<Double> roundS() {
    return roundsNs.isEmpty()
        ? Optional.empty()
        : Optional.of(Median.of(roundsNs.stream().mapToDouble(ns -> ns / 1e9).toArray()));
  }
}
