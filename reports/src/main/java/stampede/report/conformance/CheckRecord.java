package stampede.report.conformance;

import java.util.List;
import java.util.Map;
import stampede.report.Fields;

/**
 * One check on one server, and what became of it.
 *
 * @param id its stable name
 * @param claims the claims it speaks for; none when it provokes an error nobody claims anything of
 * @param verdict {@code pass}, {@code fail}, {@code differs}, {@code unsupported} or {@code
 *     inconclusive}
 * @param requirement what is required, in a sentence
 * @param expected what a server that meets the requirement shows here, in numbers; may be empty
 * @param observed what was seen, in numbers, or the reason why nothing was
 * @param evidence lines that let an expert judge for himself
 * @param figures the numbers by name
 * @param declared what the server declares to do instead; null when it declares nothing
 * @param known why it is known to fail; null when it is not
 * @param repeat the command that repeats just this check
 * @param durationS how long it took, in seconds
 */
public record CheckRecord(
    String id,
    List<Integer> claims,
    String verdict,
    String requirement,
    String expected,
    String observed,
    List<String> evidence,
    Map<String, Double> figures,
    String declared,
    String known,
    String repeat,
    double durationS) {

  /**
   * @throws IllegalArgumentException when the id or the verdict is null
   */
  public CheckRecord {
    Fields.required(id, "id");
    Fields.required(verdict, "verdict");
    claims = Fields.list(claims);
    requirement = text(requirement);
    expected = text(expected);
    observed = text(observed);
    evidence = Fields.list(evidence);
    figures = Fields.map(figures);
    repeat = text(repeat);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  /** Whether it failed, known or not. */
  public boolean failed() {
    return verdict.equals("fail");
  }

  /** Whether it failed as it is known to: it does not break the run. */
  public boolean failsAsKnown() {
    return failed() && known != null;
  }

  /** Whether it is known to fail and was seen not to: the list of known failures is stale. */
  public boolean failsNoLonger() {
    return known != null && !failed() && !verdict.equals("inconclusive");
  }
}
