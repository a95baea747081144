package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import stampede.server.UsageException;

/**
 * Which checks are to be run: those whose id begins as one of {@code names}, and that speak for one
 * of {@code claims}. Nothing said selects all.
 *
 * @param names ids, or how ids begin
 * @param claims numbers of claims
 */
public record CheckSelection(List<String> names, List<Integer> claims) {
  /** Copies what may change. */
  public CheckSelection {
    names = List.copyOf(names);
    claims = List.copyOf(claims);
  }

  /**
   * Those of {@code all} that are selected, in their order.
   *
   * @throws UsageException when a name or a claim has no check, or nothing has all that was said
   */
  public List<Check> of(List<Check> all) {
    names.forEach(name -> requireNamed(name, all));
    claims.forEach(claim -> requireClaimed(claim, all));
    List<Check> selected = new ArrayList<>(all);
    if (!names.isEmpty()) {
      selected.removeIf(check -> names.stream().noneMatch(check::isNamed));
    }
    if (!claims.isEmpty()) {
      selected.removeIf(check -> claims.stream().noneMatch(check.claims()::contains));
    }
    if (selected.isEmpty()) {
      throw new UsageException(
          "no check is selected: none of --check " + names + " speaks for --claim " + claims);
    }
    return List.copyOf(selected);
  }

  private static void requireNamed(String name, List<Check> all) {
    if (all.stream().noneMatch(check -> check.isNamed(name))) {
      throw new UsageException(
          "no check begins with '"
              + name
              + "'; stampede checks lists the "
              + all.size()
              + " there are");
    }
  }

  private static void requireClaimed(int claim, List<Check> all) {
    Set<Integer> claimed =
        all.stream()
            .flatMap(check -> check.claims().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!claimed.contains(claim)) {
      throw new UsageException(
          "no check speaks for claim " + claim + "; there are checks for " + claimed);
    }
  }
}
