package stampede.harness.conformance.check;

import java.util.Map;
import java.util.Optional;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;

/**
 * A server whose number of handlers changes: one of ours by a policy that is set, another by itself
 * where it says so.
 */
final class Changing {
  private final Trial trial;
  private final Map<String, String> settings;

  /** With these settings, where they are to be set. */
  Changing(Trial trial, Map<String, String> settings) {
    this.trial = trial;
    this.settings = isByItself(trial) ? Map.of() : settings;
  }

  private static boolean isByItself(Trial trial) {
    return "own".equals(trial.server().description().settings().get("policy"));
  }

  /** Why there is no such server; empty when there is. */
  Optional<String> unsupported() {
    if (!trial.server().has("policy") || !trial.server().doesWork()) {
      return Optional.of("its population does not change, for it has no policy=");
    }
    return isByItself(trial) || trial.server().has("spare-min")
        ? trial.refuses(settings)
        : Optional.of("its number of handlers does not change; where it does, say policy=own");
  }

  /** It, shared with the checks that need the same. */
  Stage shared() {
    return trial.stage(settings);
  }

  /** One of the check's own. */
  Stage fresh() {
    return trial.fresh(settings);
  }
}
