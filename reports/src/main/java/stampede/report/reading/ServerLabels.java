package stampede.report.reading;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.Server;

/** Short names for the servers of a document, such that two different servers never share one. */
public final class ServerLabels {
  private final Map<Server, String> labels = new LinkedHashMap<>();

  public ServerLabels(RunDocument document) {
    Map<String, Integer> uses = new HashMap<>();
    document.cells().stream()
        .map(Cell::server)
        .distinct()
        .forEach(server -> uses.merge(plain(server), 1, Integer::sum));
    for (Cell cell : document.cells()) {
      Server server = cell.server();
      labels.computeIfAbsent(server, s -> label(s, uses.get(plain(s)) > 1));
    }
    numberWhatIsStillTheSame();
  }

  /** The label of a server of the document. */
  public String of(Server server) {
    return labels.getOrDefault(server, plain(server));
  }

  /** A cell of the document: its server and on how many CPUs. */
  public String of(Cell cell) {
    return of(cell.server()) + ", " + Numbers.counted(cell.cpus(), "CPU");
  }

  private void numberWhatIsStillTheSame() {
    Map<String, Integer> seen = new HashMap<>();
    labels.replaceAll(
        (server, label) -> {
          int nth = seen.merge(label, 1, Integer::sum);
          return nth == 1 ? label : label + " #" + nth;
        });
  }

  private static String label(Server server, boolean ambiguous) {
    return ambiguous && server.spec() != null ? server.spec() : plain(server);
  }

  private static String plain(Server server) {
    if (server.as() == null || server.handlers() <= 0) {
      return server.spec() == null ? server.name() : server.spec();
    }
    String population = server.handlers() + " " + server.as();
    if (server.threads() > 1 && !server.as().equals("threads")) {
      population = server.handlers() + " in " + server.as() + " of " + server.threads();
    }
    return server.name() + ", " + population;
  }
}
