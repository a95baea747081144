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
    all.stranding();
    all.taking();
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

  private void stranding() {
    traits
        .stranding()
        .map(Declaration::mayBe)
        .ifPresent(
            stranding -> {
              declared.put("ST-no-stranded-request", stranding);
              declared.put("ER-handler-stopped", stranding);
            });
  }

  /** Where a request is bound to one handler, it shares that handler's fate. */
  private void taking() {
    if (traits.splitAddress() || traits.hoards()) {
      Declaration bound =
          Declaration.mayBe("a request bound to a handler that waits for such a client waits too");
      declared.put("ER-silent-client", bound);
      declared.put("ER-slow-client", bound);
    }
    if (traits.hoards()) {
      declared.put(
          "ER-handler-killed",
          Declaration.mayBe("what a handler has taken and not serviced yet dies with it"));
    }
  }
}
