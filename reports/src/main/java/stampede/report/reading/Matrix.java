package stampede.report.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/**
 * Servers by checks: a letter for each verdict, the checks of a family side by side.
 *
 * @param families ids of checks, those of a family together
 * @param rows one for each server
 */
public record Matrix(List<List<String>> families, List<Row> rows) {
  /** What stands where a check was not run. */
  public static final String NOT_RUN = "-";

  /** What the letters mean. */
  public static final String LEGEND =
      "P pass, F fail, f known to fail, D differs as declared, U unsupported, I inconclusive, - not"
          + " run";

  /** The checks of one server, by id. */
  public record Row(SuiteRecord suite, Map<String, CheckRecord> checks) {
    private static Row of(SuiteRecord suite) {
      Map<String, CheckRecord> checks = new LinkedHashMap<>();
      suite.checks().forEach(check -> checks.put(check.id(), check));
      return new Row(suite, checks);
    }

    /** What became of a check; empty when it was not run. */
    public Optional<CheckRecord> check(String id) {
      return Optional.ofNullable(checks.get(id));
    }

    /** The letter of a check. */
    public String letter(String id) {
      return check(id).map(Matrix::letter).orElse(NOT_RUN);
    }
  }

  /** The matrix of some suites. */
  public static Matrix of(List<SuiteRecord> suites) {
    Map<String, Set<String>> families = new LinkedHashMap<>();
    for (SuiteRecord suite : suites) {
      for (CheckRecord check : suite.checks()) {
        families.computeIfAbsent(family(check.id()), name -> new LinkedHashSet<>()).add(check.id());
      }
    }
    List<List<String>> columns = new ArrayList<>();
    families.values().forEach(ids -> columns.add(List.copyOf(ids)));
    return new Matrix(columns, suites.stream().map(Row::of).toList());
  }

  /** PA-05 of PA-05-accept-exactly-one, ER of ER-silent-client. */
  private static String family(String id) {
    return id.replaceFirst("^([A-Z]+(?:-\\d+)?).*", "$1");
  }

  /** The letter of a verdict. */
  public static String letter(CheckRecord check) {
    return switch (check.verdict()) {
      case "pass" -> "P";
      case "fail" -> check.failsAsKnown() ? "f" : "F";
      case "differs" -> "D";
      case "unsupported" -> "U";
      default -> "I";
    };
  }

  /** Every check, in the order of the columns. */
  public List<String> ids() {
    return families.stream().flatMap(List::stream).toList();
  }
}
