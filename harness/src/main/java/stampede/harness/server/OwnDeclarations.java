package stampede.harness.server;

import java.util.HashMap;
import java.util.Map;
import stampede.server.strategy.Strategy;
import stampede.server.strategy.Traits;

/** What our servers declare to do otherwise than the checks require, read off their traits. */
final class OwnDeclarations {
  private final Map<String, Declaration> declared = new HashMap<>();
  private final Traits traits;

  private OwnDeclarations(Traits traits) {
    this.traits = traits;
  }

  static Map<String, Declaration> of(Strategy strategy) {
    OwnDeclarations all = new OwnDeclarations(strategy.traits());
    all.notification();
    return Map.copyOf(all.declared);
  }

  private void notification() {
    if (traits.notifies() == Traits.Notifies.ONE) {
      Declaration one = Declaration.always("one request wakes one handler");
      declared.put("PA-05-notify-plurality", one);
      declared.put("PA-12-notify-all-available", one);
      declared.put("PA-12-notify-in-parallel", one);
    }
  }
}
