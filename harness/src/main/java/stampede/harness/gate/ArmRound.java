package stampede.harness.gate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.Round;
import stampede.report.gate.GateFigures;

/** The slices of one arm in one round, as they end. One thread uses it. */
final class ArmRound {
  private final Map<Slice.Kind, Cell> cells = new EnumMap<>(Slice.Kind.class);

  void ended(Slice.Kind kind, Cell cell) {
    cells.put(kind, cell);
  }

  /** What it showed, slices that did not come to pass left blank; empty when there is none. */
  Optional<GateFigures> figures() {
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cell> saturation = Optional.ofNullable(cells.get(Slice.Kind.SATURATION));
    Optional<Cell> open = Optional.ofNullable(cells.get(Slice.Kind.OPEN));
    Optional<Quantiles> latency = open.map(cell -> cell.latencyUs().total());
    return Optional.of(
        new GateFigures(
            saturation.map(Cell::throughputPerS).orElse(null),
            latency.map(Quantiles::p50).orElse(null),
            latency.map(Quantiles::p99).orElse(null),
            latency.map(Quantiles::count).orElse(0L),
            both().mapToLong(cell -> cell.requests().invoked()).sum(),
            both()
                .mapToLong(cell -> cell.requests().failed() + cell.requests().indeterminate())
                .sum(),
            open.map(ArmRound::achievedShare).orElse(null),
            open.map(Cell::lagUs).map(Quantiles::p99).orElse(null),
            saturation.map(Cell::limitedBy).orElse("unknown"),
            stealPercent(),
            audit(),
            both().flatMap(cell -> cell.invalidReasons().stream()).distinct().toList()));
  }

  private Stream<Cell> both() {
    return new ArrayList<>(cells.values()).stream();
  }

  private static Double achievedShare(Cell open) {
    Round round = open.rounds().getFirst();
    boolean known = round.offeredPerS() != null && round.offeredPerS() > 0;
    return known ? round.achievedPerS() / round.offeredPerS() : null;
  }

  private Double stealPercent() {
    return both()
        .map(cell -> cell.kernel() == null ? null : cell.kernel().stealPercent())
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(null);
  }

  private String audit() {
    return both()
        .map(Cell::audit)
        .filter(Objects::nonNull)
        .min(Audit.WORST_FIRST)
        .map(Audit::verdict)
        .orElse(null);
  }
}
