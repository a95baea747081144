package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Kernel;
import stampede.report.reading.Numbers;

/** Servers whose buffer was full: the kernel turned clients away, who came again a second later. */
final class BufferOverflows implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    Map<String, List<Cell>> servers = new LinkedHashMap<>();
    for (Cell cell : grounds.cells()) {
      if (sum(List.of(cell), Kernel::listenOverflows) > 0
          || sum(List.of(cell), Kernel::synRetransmits) > 0) {
        servers.computeIfAbsent(grounds.name(cell), name -> new ArrayList<>()).add(cell);
      }
    }
    List<Conclusion> conclusions = new ArrayList<>();
    servers.forEach((name, cells) -> conclusions.add(conclusion(name, cells)));
    return conclusions;
  }

  private static Conclusion conclusion(String name, List<Cell> cells) {
    long overflows = sum(cells, Kernel::listenOverflows);
    long again = sum(cells, Kernel::synRetransmits);
    String retries =
        "%s tried again, each after a second or more"
            .formatted(
                Numbers.counted(again, "connection attempt") + (again == 1 ? " was" : " were"));
    String words =
        overflows == 0
            ? ("While %s was measured, %s, although its buffer is not known to have "
                        + "been full: look at")
                    .formatted(name, retries)
                + " the longest connects."
            : ("The buffer of %s overflowed %s%s. Raise its backlog and "
                        + "net.core.somaxconn, or give it")
                    .formatted(
                        name,
                        overflows == 1 ? "once" : Numbers.counted(overflows, "time"),
                        again == 0 ? "" : "; " + retries)
                + " more handlers.";
    return new Conclusion(Strength.SHOWN, words, Grounds.measured(cells));
  }

  private static long sum(List<Cell> cells, Function<Kernel, Long> count) {
    return cells.stream()
        .map(Cell::kernel)
        .filter(Objects::nonNull)
        .map(count)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }
}
