package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import stampede.contract.RequestId;
import stampede.harness.fault.Aftermath;
import stampede.harness.fault.FaultPlan;
import stampede.harness.fault.Strike;
import stampede.report.Fault;
import stampede.report.FaultTotals;
import stampede.report.Round;

/**
 * Faults as the result document has them: each strike of a round, and their sums over a cell. Pure.
 */
final class FaultFigures {
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_US = 1e3;

  private FaultFigures() {}

  /**
   * The faults of one round.
   *
   * @param recorded whether clients and handlers recorded every request; else nobody knows the cost
   */
  static List<Fault> of(List<Aftermath> faults, boolean recorded) {
    return faults.stream().map(fault -> of(fault, recorded)).toList();
  }

  private static Fault of(Aftermath fault, boolean recorded) {
    Strike strike = fault.strike();
    Double lengthMs =
        strike.overNs().isEmpty() || strike.handlers().isEmpty()
            ? null
            : (strike.overNs().getAsLong() - strike.atNs()) / NS_PER_MS;
    boolean kill = strike.plan().kind() == FaultPlan.Kind.KILL;
    return new Fault(
        strike.plan().kind().text(),
        strike.plan().toString(),
        (strike.atNs() - strike.windowNs()) / NS_PER_MS,
        lengthMs,
        strike.handlers(),
        strike.pids(),
        strike.inService().stream().map(RequestId::text).toList(),
        recorded ? fault.lost() : null,
        recorded ? fault.stranded() : null,
        fault.stranded() == 0 ? null : fault.longestStrandedNs() / NS_PER_US,
        kill ? lengthMs : null);
  }

  /** The same over all rounds of a cell, by what was asked for. */
  static List<FaultTotals> totals(List<Round> rounds) {
    Map<String, List<Fault>> byFault = new LinkedHashMap<>();
    for (Round round : rounds) {
      for (Fault fault : round.faults()) {
        byFault.computeIfAbsent(fault.asked(), asked -> new ArrayList<>()).add(fault);
      }
    }
    List<FaultTotals> totals = new ArrayList<>();
    byFault.forEach((asked, faults) -> totals.add(total(asked, faults)));
    return totals;
  }

  private static FaultTotals total(String asked, List<Fault> faults) {
    List<Double> replaced =
        faults.stream().map(Fault::replacedAfterMs).filter(Objects::nonNull).toList();
    return new FaultTotals(
        asked,
        faults.stream().mapToLong(fault -> fault.handlers().size()).sum(),
        sum(faults.stream().map(Fault::lost).toList()),
        sum(faults.stream().map(Fault::stranded).toList()),
        faults.stream()
            .map(Fault::longestStrandedUs)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null),
        Figures.median(replaced));
  }

  private static Long sum(List<Long> counts) {
    return counts.stream().anyMatch(Objects::isNull)
        ? null
        : counts.stream().mapToLong(Long::longValue).sum();
  }
}
