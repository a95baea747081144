package stampede.harness.server;

import java.util.HashMap;
import java.util.Map;
import stampede.server.strategy.Strategy;
import stampede.server.strategy.Traits;

/** What our servers declare to do otherwise than the checks require, read off their traits. */
final class OwnDeclarations {
  private final Map<String, Declaration> declared = new HashMap<>();
  private final Strategy strategy;
  private final Traits traits;

  private OwnDeclarations(Strategy strategy) {
    this.strategy = strategy;
    this.traits = strategy.traits();
  }

  static Map<String, Declaration> of(Strategy strategy) {
    OwnDeclarations all = new OwnDeclarations(strategy);
    all.notification();
    all.split();
    all.hoarding();
    all.delay();
    all.stranding();
    all.taking();
    return Map.copyOf(all.declared);
  }

  private void notification() {
    declared.putAll(Notifies.declarations(traits.notifies().text()));
  }

  /** Chance decides to which socket a request comes. */
  private void split() {
    if (traits.splitAddress()) {
      mayBe(
          "a handler sees and takes the requests of its own socket only, although others wait",
          "PA-15-flag-readable",
          "PA-02-threads-in-process",
          "PA-05-accept-all-pending",
          "PA-05-accept-up-to-available",
          "PA-10-balance");
    }
  }

  private void hoarding() {
    if (traits.hoards()) {
      mayBe(
          "a handler takes requests out of the buffer that it is not servicing yet",
          "PA-01-finite-buffer",
          "PA-15-flag-readable",
          "PA-02-threads-in-process",
          "PA-05-accept-all-pending",
          "PA-05-accept-up-to-available",
          "PA-05-accept-in-parallel",
          "PA-10-balance");
    }
  }

  private void delay() {
    if (strategy.keys().contains("delay")) {
      mayBe(
          "who does not get the lock sleeps for a delay, available or not",
          "PA-05-accept-all-pending",
          "PA-05-accept-up-to-available",
          "PA-05-accept-in-parallel",
          "PA-10-balance",
          "ER-silent-client",
          "ER-slow-client");
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

  private void mayBe(String sentence, String... checks) {
    for (String check : checks) {
      declared.put(check, Declaration.mayBe(sentence));
    }
  }
}
