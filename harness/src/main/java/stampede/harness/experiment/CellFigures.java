package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import stampede.harness.server.ExternalServer;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.HandlerRow;
import stampede.report.Handlers;
import stampede.report.Kernel;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Requests;
import stampede.report.Round;
import stampede.report.Spread;

/**
 * A cell as the result document has it: rounds are its samples, so its figures are medians of
 * rounds; an audit is as bad as its worst round; a cell is valid when most of its rounds are, and
 * its figures come from those alone. Pure.
 */
final class CellFigures {
  private static final double NOTABLE_COMPILER_PERCENT = 5;

  private final CellPlan plan;
  private final List<RoundResult> results;
  private final List<Round> rounds;
  private final boolean valid;
  private final List<RoundResult> believed;
  private final List<Round> believedRounds;

  private CellFigures(CellPlan plan, List<RoundResult> results) {
    this.plan = plan;
    this.results = results;
    this.rounds = results.stream().map(RoundFigures::of).toList();
    boolean mostAreValid = rounds.stream().filter(Round::valid).count() * 2 > rounds.size();
    this.valid = mostAreValid;
    int[] believable =
        IntStream.range(0, rounds.size())
            .filter(i -> !mostAreValid || rounds.get(i).valid())
            .toArray();
    this.believed = Arrays.stream(believable).mapToObj(results::get).toList();
    this.believedRounds = Arrays.stream(believable).mapToObj(rounds::get).toList();
  }

  /** The cell of at least one round. */
  static Cell of(CellPlan plan, List<RoundResult> results, Map<String, String> percentileFiles) {
    return new CellFigures(plan, results).cell(percentileFiles);
  }

  private Cell cell(Map<String, String> percentileFiles) {
    Set<String> reasons = reasons();
    return new Cell(
        plan.id(),
        plan.server().description().record(),
        plan.placement().server().cardinality(),
        plan.placement().serverIds(),
        plan.placement().loadIds(),
        plan.placement().isShared(),
        plan.flood().load(),
        plan.flood().work(),
        plan.flood().close(),
        plan.flood().threads(),
        results.getLast().flood().engine(),
        plan.flood().warmupNs() / 1e9,
        plan.flood().durationNs() / 1e9,
        rounds,
        median(Round::throughputPerS),
        spread(),
        latencies("total"),
        latencies("actual"),
        lag(),
        requests(),
        Figures.sum(rounds.stream().map(Round::errors).toList()),
        audit(),
        handlers(),
        cpuPerConnection(),
        kernel(),
        lastValid().timeline().points(),
        lastValid().timeline().steps(),
        lastValid().series().intervals(),
        lastValid().series().heat().orElse(null),
        limitedBy(),
        valid,
        valid ? List.of() : List.copyOf(reasons),
        notes(reasons),
        List.of(),
        percentileFiles,
        FaultFigures.totals(rounds));
  }

  private Set<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    rounds.forEach(round -> reasons.addAll(round.invalidReasons()));
    return reasons;
  }

  private CpuPerConnection cpuPerConnection() {
    return new CpuPerConnection(
        median(round -> round.cpuUsPerConnection().server()),
        median(round -> round.cpuUsPerConnection().generator()));
  }

  private List<String> notes(Set<String> reasons) {
    List<String> notes = new ArrayList<>();
    if (plan.placement().isShared()) {
      notes.add("shared: server and load generator ran on the same CPUs");
    }
    if (valid && !reasons.isEmpty()) {
      notes.add("rounds left out: " + String.join("; ", reasons));
    }
    if (!plan.flood().work().equals("none") && isKnownToIdle()) {
      notes.add("requests asked for work, which this server is not known to do");
    }
    if (compiling(Window::compilerPercent) > NOTABLE_COMPILER_PERCENT) {
      notes.add("the server's JVMs were still compiling: a longer --warmup costs less CPU");
    }
    if (compiling(Window::generatorCompilerPercent) > NOTABLE_COMPILER_PERCENT) {
      notes.add("the load generator was still compiling: after a longer --warmup it can do more");
    }
    if (rounds.stream().anyMatch(round -> !round.faults().isEmpty())) {
      notes.add("handlers were struck on purpose: all figures include what that cost");
    }
    MembersNote.of(results).ifPresent(notes::add);
    lastValid().series().note().ifPresent(notes::add);
    SynSteps.note(results, plan.flood().timeoutNs()).ifPresent(notes::add);
    if (results.stream().anyMatch(result -> !result.stoppedCleanly())) {
      notes.add("the server did not stop by itself when told to");
    }
    return notes;
  }

  private double compiling(ToDoubleFunction<Window> percent) {
    return Figures.median(
        results.stream().map(result -> percent.applyAsDouble(result.window())).toList());
  }

  /** The round whose course stands for the cell's: moments of different rounds have no median. */
  private RoundResult lastValid() {
    return results.reversed().stream()
        .filter(result -> result.judgement().invalidReasons().isEmpty())
        .findFirst()
        .orElse(results.getLast());
  }

  private Spread spread() {
    DoubleSummaryStatistics throughputs =
        believedRounds.stream().mapToDouble(Round::throughputPerS).summaryStatistics();
    return new Spread(throughputs.getMin(), throughputs.getMax());
  }

  private Latencies latencies(String total) {
    return RoundFigures.latencies(this::quantiles, total);
  }

  /** Null for a closed load, which has no schedule to lag behind. */
  private Quantiles lag() {
    boolean scheduled =
        results.stream().allMatch(result -> result.flood().offeredPerS().isPresent());
    return scheduled ? quantiles("lag") : null;
  }

  private Quantiles quantiles(String name) {
    return Figures.quantiles(
        believed.stream().map(result -> RoundFigures.histogram(result, name)).toList());
  }

  private Double median(Function<Round, Double> figure) {
    List<Double> values = new ArrayList<>();
    believedRounds.forEach(round -> values.add(figure.apply(round)));
    return Figures.median(values);
  }

  private long sum(ToLongFunction<Round> count) {
    return rounds.stream().mapToLong(count).sum();
  }

  private Requests requests() {
    return new Requests(
        sum(round -> round.requests().invoked()),
        sum(round -> round.requests().ok()),
        sum(round -> round.requests().failed()),
        sum(round -> round.requests().indeterminate()),
        sum(round -> round.requests().warmup()),
        total(round -> round.requests().shed()),
        sum(round -> round.requests().connections()),
        sum(round -> round.requests().resent()));
  }

  private Audit audit() {
    List<Audit> audits = rounds.stream().map(Round::audit).toList();
    Audit worst = Collections.min(audits, Audit.WORST_FIRST);
    return new Audit(
        worst.verdict(),
        sum(round -> round.audit().duplicated()),
        sum(round -> round.audit().lost()),
        sum(round -> round.audit().phantom()),
        sum(round -> round.audit().failedButServed()),
        sum(round -> round.audit().answeredWrongly()),
        sum(round -> round.audit().unfinished()),
        audits.stream().flatMap(audit -> audit.examples().stream()).toList(),
        worst.explanation());
  }

  private Handlers handlers() {
    int count = rounds.getFirst().handlers().count();
    boolean told = rounds.stream().allMatch(round -> round.handlers().share().size() == count);
    List<Double> share =
        IntStream.range(0, told ? count : 0)
            .mapToObj(handler -> median(round -> round.handlers().share().get(handler)))
            .toList();
    List<HandlerRow> rows = believedRounds.getLast().handlers().rows();
    return new Handlers(
        count,
        share,
        median(round -> round.handlers().jain()),
        median(round -> round.handlers().wakeupsPerAccept()),
        median(round -> round.handlers().emptyAcceptsPerAccept()),
        rows,
        sum(round -> round.handlers().replaced()));
  }

  /** Of a server somebody else started nothing is known. */
  private boolean isKnownToIdle() {
    return !plan.server().doesWork() && !(plan.server() instanceof ExternalServer);
  }

  private Kernel kernel() {
    return new Kernel(
        total(round -> round.kernel().listenOverflows()),
        total(round -> round.kernel().listenDrops()),
        rounds.stream()
            .map(round -> round.kernel().maxQueueDepth())
            .filter(Objects::nonNull)
            .max(Integer::compare)
            .orElse(null),
        median(round -> round.kernel().meanQueueDepth()),
        rounds.getFirst().kernel().backlog(),
        total(round -> round.kernel().synRetransmits()),
        median(round -> round.kernel().stealPercent()),
        median(round -> round.kernel().serverCpuBusyPercent()),
        median(round -> round.kernel().loadCpuBusyPercent()),
        rounds.getFirst().kernel().unavailable());
  }

  private Long total(Function<Round, Long> counter) {
    List<Long> values = new ArrayList<>();
    rounds.forEach(round -> values.add(counter.apply(round)));
    return values.contains(null) ? null : values.stream().mapToLong(Long::longValue).sum();
  }

  /** What most rounds say; unknown when they are at odds. */
  private String limitedBy() {
    Map<String, Integer> votes = new LinkedHashMap<>();
    believedRounds.forEach(round -> votes.merge(round.limitedBy(), 1, Integer::sum));
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() * 2 > believedRounds.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("unknown");
  }
}
