package stampede.report.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Kernel;
import stampede.report.Quantiles;
import stampede.report.Spread;
import stampede.report.reading.Phase;

/** The columns of figures in the table of a run. */
final class CellFigureColumns {
  private CellFigureColumns() {}

  static List<CsvColumn<Cell>> rates() {
    return List.of(
        new CsvColumn<>("throughputPerS", Cell::throughputPerS),
        CsvColumn.of("throughputMinPerS", Cell::throughputSpread, Spread::min),
        CsvColumn.of("throughputMaxPerS", Cell::throughputSpread, Spread::max),
        CsvColumn.of(
            "serverCpuUsPerConnection", Cell::cpuUsPerConnection, CpuPerConnection::server),
        CsvColumn.of(
            "generatorCpuUsPerConnection", Cell::cpuUsPerConnection, CpuPerConnection::generator),
        CsvColumn.of("wakeupsPerAccept", Cell::handlers, Handlers::wakeupsPerAccept),
        CsvColumn.of("emptyAcceptsPerAccept", Cell::handlers, Handlers::emptyAcceptsPerAccept),
        CsvColumn.of("jain", Cell::handlers, Handlers::jain),
        CsvColumn.of("handlersSeen", Cell::handlers, Handlers::count));
  }

  static List<CsvColumn<Cell>> latencies() {
    List<CsvColumn<Cell>> all = new ArrayList<>();
    phase(all, "total", Phase.TOTAL);
    phase(all, "connect", Phase.CONNECT);
    phase(all, "queue", Phase.QUEUE);
    phase(all, "service", Phase.SERVICE);
    phase(all, "actualTotal", Phase.ACTUAL_TOTAL);
    phase(all, "lag", Phase.LAG);
    return all;
  }

  private static void phase(List<CsvColumn<Cell>> all, String name, Phase phase) {
    Function<Cell, Quantiles> quantiles = cell -> phase.of(cell).orElse(null);
    all.add(CsvColumn.of(name + "P50Us", quantiles, Quantiles::p50));
    all.add(CsvColumn.of(name + "P90Us", quantiles, Quantiles::p90));
    all.add(CsvColumn.of(name + "P99Us", quantiles, Quantiles::p99));
    all.add(CsvColumn.of(name + "P999Us", quantiles, Quantiles::p999));
    all.add(CsvColumn.of(name + "MaxUs", quantiles, Quantiles::max));
    all.add(CsvColumn.of(name + "MeanUs", quantiles, Quantiles::mean));
    all.add(CsvColumn.of(name + "Count", quantiles, Quantiles::count));
  }

  static List<CsvColumn<Cell>> counts() {
    return List.of(
        new CsvColumn<>("invoked", cell -> cell.requests().invoked()),
        new CsvColumn<>("ok", cell -> cell.requests().ok()),
        new CsvColumn<>("failed", cell -> cell.requests().failed()),
        new CsvColumn<>("indeterminate", cell -> cell.requests().indeterminate()),
        new CsvColumn<>("shed", cell -> cell.requests().shed()),
        new CsvColumn<>("connections", cell -> cell.requests().connections()),
        CsvColumn.of("audit", Cell::audit, Audit::verdict),
        CsvColumn.of("duplicated", Cell::audit, Audit::duplicated),
        CsvColumn.of("lost", Cell::audit, Audit::lost),
        CsvColumn.of("phantom", Cell::audit, Audit::phantom),
        CsvColumn.of("failedButServed", Cell::audit, Audit::failedButServed),
        CsvColumn.of("answeredWrongly", Cell::audit, Audit::answeredWrongly),
        CsvColumn.of("unfinished", Cell::audit, Audit::unfinished),
        CsvColumn.of("maxQueueDepth", Cell::kernel, Kernel::maxQueueDepth),
        CsvColumn.of("meanQueueDepth", Cell::kernel, Kernel::meanQueueDepth),
        CsvColumn.of("listenOverflows", Cell::kernel, Kernel::listenOverflows),
        CsvColumn.of("listenDrops", Cell::kernel, Kernel::listenDrops),
        CsvColumn.of("synRetransmits", Cell::kernel, Kernel::synRetransmits),
        CsvColumn.of("stealPercent", Cell::kernel, Kernel::stealPercent));
  }
}
