package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check found, before it is held against what the server declares. Immutable.
 *
 * @param kind whether the requirement held
 * @param expected what a server that meets the requirement shows here, in numbers
 * @param observed what was seen, in numbers; or the reason why nothing was
 * @param evidence lines that let an expert judge for himself
 * @param figures the numbers by name, for machines
 */
public record Finding(
    Kind kind,
    String expected,
    String observed,
    List<String> evidence,
    Map<String, Double> figures) {
  /** Whether a requirement held. */
  public enum Kind {
    /** It did. */
    HOLDS,
    /** It did not. */
    BROKEN,
    /** It did not, in a way no declaration can excuse: a request serviced twice, a dead server. */
    WRONG,
    /** There is no way to provoke or observe it here. */
    UNSUPPORTED,
    /** It could not be established. */
    INCONCLUSIVE
  }

  /** Copies what may change. */
  public Finding {
    evidence = List.copyOf(evidence);
    figures = Map.copyOf(figures);
  }

  private static Finding of(Kind kind, String expected, String observed) {
    return new Finding(kind, expected, observed, List.of(), Map.of());
  }

  /** The requirement held, or not. */
  public static Finding that(boolean held, String expected, String observed) {
    return of(held ? Kind.HOLDS : Kind.BROKEN, expected, observed);
  }

  /** See {@link Kind#HOLDS}. */
  public static Finding holds(String expected, String observed) {
    return of(Kind.HOLDS, expected, observed);
  }

  /** See {@link Kind#BROKEN}. */
  public static Finding broken(String expected, String observed) {
    return of(Kind.BROKEN, expected, observed);
  }

  /** See {@link Kind#WRONG}. */
  public static Finding wrong(String expected, String observed) {
    return of(Kind.WRONG, expected, observed);
  }

  /** See {@link Kind#UNSUPPORTED}; the reason stands as what was observed. */
  public static Finding unsupported(String reason) {
    return of(Kind.UNSUPPORTED, "", reason);
  }

  /** See {@link Kind#INCONCLUSIVE}; the reason stands as what was observed. */
  public static Finding inconclusive(String expected, String reason) {
    return of(Kind.INCONCLUSIVE, expected, reason);
  }

  /** The same with one more line of evidence. */
  public Finding because(String line) {
    List<String> more = new ArrayList<>(evidence);
    more.add(line);
    return new Finding(kind, expected, observed, more, figures);
  }

  /** The same with one more figure, a count. */
  public Finding with(String name, long count) {
    return with(name, (double) count);
  }

  /** The same with one more figure. */
  public Finding with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new Finding(kind, expected, observed, evidence, more);
  }
}
