package stampede.harness.conformance;

import java.util.Optional;
import stampede.harness.server.Declaration;

/**
 * What became of one check.
 *
 * @param check which
 * @param verdict in the end
 * @param finding what was found, before any declaration
 * @param declared what the server declares about it; empty for nothing
 * @param durationNs how long it took
 */
public record CheckResult(
    Check check, Verdict verdict, Finding finding, String declared, long durationNs) {
  /** Holds a finding against what the server declares. */
  static Verdict judge(Finding finding, Optional<Declaration> declared) {
    return switch (finding.kind()) {
      case WRONG -> Verdict.FAIL;
      case UNSUPPORTED -> Verdict.UNSUPPORTED;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case HOLDS -> declared.filter(Declaration::always).isPresent() ? Verdict.FAIL : Verdict.PASS;
      case BROKEN -> declared.isPresent() ? Verdict.DIFFERS : Verdict.FAIL;
    };
  }
}
