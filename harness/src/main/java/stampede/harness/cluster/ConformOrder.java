package stampede.harness.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import stampede.contract.ControlMessage;
import stampede.harness.Version;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Lanes;

/**
 * The checks of servers as they are asked of another machine, as text: everything that bears on
 * them, and nothing of what becomes of them afterwards.
 *
 * @param servers as people write them; which of them this member has is said one by one
 * @param checks ids, in the order in which they are run
 * @param lanes how many servers the member checks side by side; as many as is usual there when it
 *     is not said
 * @param sharedNetwork whether to stay in the network of that machine
 * @param version of the Stampede that asks
 */
record ConformOrder(
    List<String> servers,
    List<String> checks,
    OptionalInt lanes,
    boolean sharedNetwork,
    Effort effort,
    long seed,
    String version) {
  /** What such an order begins with. */
  static final String VERB = "conform";

  private static final int MOST_SERVERS = 1000;
  private static final int MOST_CHECKS = 1000;
  private static final int MOST_TRIALS = 1000;
  private static final long MOST_FLOOD_NS = 60_000_000_000L;
  private static final String SERVER = "server.";
  private static final String CHECK = "check.";

  /** Copies what may change. */
  ConformOrder {
    servers = List.copyOf(servers);
    checks = List.copyOf(checks);
  }

  /** What a plan asks of every member. */
  static ConformOrder of(ConformancePlan plan, OptionalInt lanes) {
    return new ConformOrder(
        plan.servers().stream().map(server -> server.description().spec()).toList(),
        plan.checks().stream().map(Check::id).toList(),
        lanes,
        plan.sharedNetwork(),
        plan.effort(),
        plan.seed(),
        Version.text());
  }

  /** Whether a text is such an order, and none of another kind. */
  static boolean isOne(String text) {
    return text.startsWith(VERB + "\n");
  }

  /** The text to send. */
  String text() {
    ControlMessage text =
        ControlMessage.of(VERB)
            .with("version", version)
            .with("lanes", lanes.orElse(0))
            .with("sharedNetwork", sharedNetwork)
            .with("requests", effort.requests())
            .with("trials", effort.trials())
            .with("floodNs", effort.floodNs())
            .with("seed", seed);
    return numbered(numbered(text, SERVER, servers), CHECK, checks).text();
  }

  private static ControlMessage numbered(ControlMessage text, String name, List<String> values) {
    ControlMessage more = text;
    for (int i = 0; i < values.size(); i++) {
      more = more.with(name + i, values.get(i));
    }
    return more;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none, or has anything that orders do not have
   */
  static ConformOrder parse(String text) {
    ControlMessage told = ControlMessage.parse(text);
    int lanes = within(told, "lanes", 0, Lanes.MOST);
    ConformOrder order =
        new ConformOrder(
            numbered(told, SERVER, MOST_SERVERS),
            numbered(told, CHECK, MOST_CHECKS),
            lanes == 0 ? OptionalInt.empty() : OptionalInt.of(lanes),
            isTrue(told, "sharedNetwork"),
            new Effort(
                within(told, "requests", 1, Effort.MOST_REQUESTS),
                within(told, "trials", 1, MOST_TRIALS),
                within(told, "floodNs", 1, MOST_FLOOD_NS)),
            told.number("seed"),
            told.required("version"));
    Set<String> unknown = new HashSet<>(told.values().keySet());
    unknown.removeAll(ControlMessage.parse(order.text()).values().keySet());
    if (!told.verb().equals(VERB) || !unknown.isEmpty()) {
      throw new IllegalArgumentException("not an order to check servers: " + unknown);
    }
    return order;
  }

  private static List<String> numbered(ControlMessage told, String name, int most) {
    List<String> values = new ArrayList<>();
    while (values.size() <= most && told.value(name + values.size()).isPresent()) {
      values.add(told.required(name + values.size()));
    }
    if (values.isEmpty() || values.size() > most) {
      throw new IllegalArgumentException("an order has 1 to " + most + " of " + name);
    }
    return values;
  }

  /** Reads whether something is so; throws IllegalArgumentException when it does not say. */
  static boolean isTrue(ControlMessage told, String name) {
    String value = told.required(name);
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(name + "=" + value + " is neither true nor false");
    }
    return value.equals("true");
  }

  private static int within(ControlMessage told, String name, int least, int most) {
    return (int) within(told, name, (long) least, (long) most);
  }

  private static long within(ControlMessage told, String name, long least, long most) {
    long value = told.number(name);
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + "=" + value + " is not between " + least + " and " + most);
    }
    return value;
  }
}
