package stampede.report.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.Cell;

/**
 * What a reader must know of the cells beside their figures, each thing said once: why cells are
 * not valid first, then what the audit found, errors by name, and notes.
 */
public final class Remarks {
  private Remarks() {}

  /** From the gravest to the least. */
  public enum Kind {
    INVALID("not valid"),
    AUDIT("audit"),
    ERROR("error"),
    NOTE("note");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in words. */
    public String words() {
      return words;
    }
  }

  /**
   * One thing to know, and the cells it is true of.
   *
   * @param kind what sort of thing
   * @param text the thing, in words
   * @param cells at least one
   */
  public record Remark(Kind kind, String text, List<Cell> cells) {}

  /** All remarks, ordered by kind, then by the first cell they are about. */
  public static List<Remark> of(List<Cell> cells) {
    List<Remark> remarks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Map<String, List<Cell>> texts = new LinkedHashMap<>();
      for (Cell cell : cells) {
        for (String text : texts(kind, cell)) {
          texts.computeIfAbsent(text, t -> new ArrayList<>()).add(cell);
        }
      }
      texts.forEach((text, about) -> remarks.add(new Remark(kind, text, List.copyOf(about))));
    }
    return remarks;
  }

  private static List<String> texts(Kind kind, Cell cell) {
    return switch (kind) {
      case INVALID -> invalid(cell);
      case AUDIT -> audit(cell);
      case ERROR ->
          cell.errors().entrySet().stream()
              .map(error -> error.getKey() + " × " + Numbers.count(error.getValue()))
              .toList();
      case NOTE -> cell.notes();
    };
  }

  private static List<String> invalid(Cell cell) {
    boolean unexplained = !cell.valid() && cell.invalidReasons().isEmpty();
    return unexplained ? List.of("no reason was given") : cell.invalidReasons();
  }

  private static List<String> audit(Cell cell) {
    if (cell.audit() == null || cell.audit().verdict().equals("pass")) {
      return List.of();
    }
    String why = cell.audit().explanation();
    return List.of(cell.audit().verdict() + (why == null ? "" : ": " + why));
  }
}
