package stampede.harness.server;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import stampede.linux.Signal;
import stampede.server.Settings;
import stampede.server.UsageException;

/** {@code exec}: any command, with everything that is to be known of it said in settings. */
final class ExecKind implements CommandKind {
  /** What each setting means, in the order people read them. */
  static final Map<String, String> MEANINGS = meanings();

  private static final Recipe.Log LEDGER =
      new Recipe.Log("{ledger}", Optional.empty(), LogPattern.OF_EXEC, false);

  private static final int MOST_BACKLOG = 1 << 20;

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put(
        "command",
        "what to run; {host} {port} {listen} {backlog} {ledger} {handlers} {cpus} {folder} are"
            + " filled in");
    meanings.put("protocol", "http (default) or raw");
    meanings.put("path", "what HTTP requests ask for (default /r/{id})");
    meanings.put("handlers", "how many it will have (default: as many as hold the socket)");
    meanings.put("backlog", "the finite buffer it is told, or given with its socket (1024)");
    meanings.put("ledger", "on or off: whether it records services (default: on with {ledger})");
    meanings.put("socket", "connect (default), or inherited: given to it as descriptor 3");
    meanings.put("ready", "how long it may take to listen (default 10s)");
    meanings.put("stop", "TERM (default), QUIT or INT: the signal that stops it gracefully");
    meanings.put("grace", "how long that may take (default 10s)");
    meanings.put("notifies", "one or all: how many handlers it declares to wake for one request");
    meanings.put("work", "on or off (default): whether it does the work a request asks for");
    meanings.put("workers", "children (default), or holders: a parent is a handler as well");
    meanings.put("policy", "fixed (default), or own: it changes its number of handlers by itself");
    meanings.put("differs", "'CHECK: what it does instead; ...': where it does otherwise");
    return meanings;
  }

  @Override
  public Set<String> keys() {
    return MEANINGS.keySet();
  }

  @Override
  public Recipe recipe(Settings settings) {
    String command = settings.text("command", "");
    boolean keepsLedger = settings.isOn("ledger", Blanks.mentions(command, "ledger"));
    word(settings, "policy", "fixed", "own");
    String notifies = word(settings, "notifies", "unknown", "one", "all");
    boolean inherits = word(settings, "socket", "connect", "inherited").equals("inherited");
    int backlog = settings.number("backlog", 1024, 1, MOST_BACKLOG);
    boolean told =
        settings.values().containsKey("backlog") || inherits || Blanks.mentions(command, "backlog");
    OptionalInt handlers = handlers(settings);
    return new Recipe(
        description(settings, handlers.orElse(1), notifies, keepsLedger),
        CommandWords.of(command),
        new Blanks(
            Map.of(
                "backlog",
                Integer.toString(backlog),
                "handlers",
                Integer.toString(handlers.orElse(1)))),
        Map.of(),
        Optional.empty(),
        word(settings, "protocol", "http", "raw").equals("http"),
        settings.text("path", "/r/{id}"),
        handlers,
        told ? OptionalInt.of(backlog) : OptionalInt.empty(),
        keepsLedger ? Optional.of(LEDGER) : Optional.empty(),
        Optional.empty(),
        Recipe.Workers.valueOf(
            word(settings, "workers", "children", "holders").toUpperCase(Locale.ROOT)),
        inherits,
        settings.isOn("work", false),
        stopping(settings),
        settings.durationNs("ready", "10s"),
        declarations(settings, notifies));
  }

  private static Recipe.Stopping stopping(Settings settings) {
    return new Recipe.Stopping(
        Signal.valueOf(word(settings, "stop", "TERM", "QUIT", "INT")),
        settings.durationNs("grace", "10s"));
  }

  private static OptionalInt handlers(Settings settings) {
    return settings.values().containsKey("handlers")
        ? OptionalInt.of(settings.number("handlers", 1, 1, LogLedger.MOST_HANDLERS))
        : OptionalInt.empty();
  }

  private static ServerDescription description(
      Settings settings, int handlers, String notifies, boolean keepsLedger) {
    return new ServerDescription(
        settings.name(),
        settings.toString(),
        "processes",
        handlers,
        1,
        settings.values(),
        "a command",
        notifies,
        keepsLedger,
        "unknown");
  }

  /** The value of a setting that has few; the first is what nobody said. */
  private static String word(Settings settings, String key, String... values) {
    String said = settings.text(key, values[0]);
    if (!List.of(values).contains(said)) {
      throw new UsageException(
          settings.name() + ": " + key + "=" + said + " is not one of " + List.of(values));
    }
    return said;
  }

  private static Map<String, Declaration> declarations(Settings settings, String notifies) {
    Map<String, Declaration> declared = new HashMap<>(Notifies.declarations(notifies));
    Arrays.stream(settings.text("differs", "").split(";", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .forEach(each -> declare(settings, each, declared));
    return declared;
  }

  private static void declare(Settings settings, String text, Map<String, Declaration> declared) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new UsageException(
          settings.name() + ": differs: '" + text + "' is not CHECK-ID: what it does instead");
    }
    declared.put(
        text.substring(0, colon).strip(), Declaration.mayBe(text.substring(colon + 1).strip()));
  }
}
