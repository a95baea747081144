package stampede.report.conclusion;

import java.util.List;
import stampede.report.Round;
import stampede.report.reading.Numbers;

/** How much so few rounds can show at all. */
final class FewRounds implements Rule {
  /** From four rounds each on, two cells that are apart are so by chance once in 35 times. */
  private static final int ENOUGH = 4;

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    int most =
        grounds.cells().stream()
            .mapToInt(cell -> (int) cell.rounds().stream().filter(Round::valid).count())
            .max()
            .orElse(0);
    boolean compares = grounds.peers().stream().anyMatch(peers -> peers.cells().size() > 1);
    if (!compares || most == 0 || most >= ENOUGH) {
      return List.of();
    }
    String words =
        most < Samples.LEAST
            ? "No cell has more than one valid round, so nothing says what another would have"
                + " shown."
            : ("Each cell has %s at most: chance alone keeps two equal servers apart "
                    + "by all rounds one time in %s.")
                .formatted(
                    Numbers.counted(most, "valid round"),
                    Numbers.count(Math.round(0.5 / Chance.allFirst(most, 2 * most))));
    return List.of(
        new Conclusion(
            Strength.OPEN,
            words + " Repeat with `--rounds 5` before you decide by a small difference.",
            List.of(new Evidence.Drawn("rounds", "rounds"))));
  }
}
