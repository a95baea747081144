package stampede.harness.conformance;

import java.util.List;

/**
 * One conformance rule: what is required, and how it is provoked and seen. Stateless.
 *
 * @param id its stable name, such as {@code PA-05-accept-exactly-one}; never renumbered
 * @param claims the claims it speaks for
 * @param requirement one sentence, printed with every verdict
 * @param provocation how it is done
 */
public record Check(String id, List<Integer> claims, String requirement, Provocation provocation) {
  /** Provokes, observes, and says whether the requirement held. */
  @FunctionalInterface
  public interface Provocation {
    /**
     * Does it on the server of the trial. What it throws makes the check inconclusive; it must
     * leave the {@linkplain Trial#stage shared stage} as it found it, or {@linkplain Trial#spoil
     * say so}.
     */
    Finding provoke(Trial trial);
  }

  /** Copies what may change. */
  public Check {
    claims = List.copyOf(claims);
  }

  /** Whether {@code prefix} begins its id, in any case. */
  public boolean isNamed(String prefix) {
    return id.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Whether it provokes an error, so that a sanity exchange must succeed first. */
  public boolean isFault() {
    return id.startsWith("ER-");
  }
}
