package stampede.harness.conformance.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Address;
import stampede.load.Visit;
import stampede.load.Visits;
import stampede.server.StartException;

/** The well-known address when somebody else wants it, and when a part of it goes. */
final class AddressChecks implements CheckGroup {
  private static final long ANSWER_WITHIN_NS = 10_000_000_000L;
  private static final long RESIZED_WITHIN_NS = 10_000_000_000L;
  private static final long QUEUED_WITHIN_NS = 1_000_000_000L;
  private static final String HELD = "sleep:60ms";
  private static final int FOR_EACH_HANDLER = 6;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-listener-closed",
            List.of(1, 5, 8, 10, 13, 23),
            "When one of several listening sockets of the address closes, the requests queued in it"
                + " are not lost",
            AddressChecks::listenerClosed),
        new Check(
            "ER-address-in-use",
            List.of(1, 5, 9, 16),
            "A second server at the same address is refused with a message that names it, and the"
                + " first goes on",
            AddressChecks::inUse));
  }

  private static Finding listenerClosed(Trial trial) {
    int handlers = trial.handlers();
    boolean processes = trial.server().description().as().equals("processes");
    int fewer = handlers - (processes ? trial.server().description().threads() : 1);
    Optional<Finding> cannot = cannotClose(trial, fewer);
    if (cannot.isPresent()) {
      return cannot.get();
    }
    Stage stage = trial.fresh(directed(handlers));
    int asking = FOR_EACH_HANDLER * handlers;
    String expected = asking + " requests answered, those in the closed socket among them";
    try (Visits visits = stage.visits(HELD, asking)) {
      List<Visit> requests = visits.begin(asking);
      if (!stage.await(() -> stage.pending().orElse(0) >= handlers, QUEUED_WITHIN_NS)) {
        return Finding.inconclusive(expected, "the requests did not queue in the sockets");
      }
      int queued = stage.pending().orElse(0);
      if (!stage.server().resize(fewer, RESIZED_WITHIN_NS)) {
        return Finding.inconclusive(expected, "it did not come to have " + fewer + " handlers");
      }
      visits.awaitAll(ANSWER_WITHIN_NS);
      int lost = Answers.missing(requests);
      String observed =
          "of %d requests, %d of them queued, %d were lost when the handlers became %d"
              .formatted(asking, queued, lost, fewer);
      return Roster.judgeWithoutLosses(stage, lost == 0, expected, observed)
          .with("queued", queued)
          .with("lost", lost);
    }
  }

  private static Optional<Finding> cannotClose(Trial trial, int fewer) {
    if (trial.server().description().address().equals("shared") || trial.handlers() < 2) {
      return Optional.of(
          Finding.unsupported("all handlers share one listening socket, so none closes alone"));
    }
    boolean directed =
        trial.server().has("policy") && trial.refuses(directed(trial.handlers())).isEmpty();
    return directed && fewer > 0
        ? Optional.empty()
        : Optional.of(Finding.unsupported("it offers no way to close one of its sockets alone"));
  }

  /** In this order: the bound belongs to the policy. */
  private static Map<String, String> directed(int handlers) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("policy", "directed");
    settings.put("max", Integer.toString(handlers));
    return settings;
  }

  private static Finding inUse(Trial trial) {
    Stage stage = trial.stage();
    Address address = stage.server().address();
    Roster before = Roster.of(stage);
    String expected = "no second server at " + address + ", and a message that names the address";
    try {
      // it shares what comes, so that nothing can be said of the first as long as it is there
      trial.at(address, Map.of()).server().stop();
    } catch (StartException refused) {
      String message = refused.getMessage().lines().findFirst().orElse("");
      // what a server that is not ours says is its own business
      boolean named = stage.scoreboard().isEmpty() || message.contains(address.toString());
      return before
          .judge(stage, named, expected, "refused: " + message)
          .because("serve and bench end with exit code 69 then");
    }
    return Finding.broken(expected, "a second server listened at " + address + " too");
  }
}
