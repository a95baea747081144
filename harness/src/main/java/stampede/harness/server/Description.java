package stampede.harness.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import stampede.linux.Signal;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * A server that a file describes: what to run, which settings it has, how its log is a ledger, what
 * it does otherwise than the checks require. The file is explained in {@code docs/servers.md}.
 */
final class Description implements CommandKind {
  private static final Set<String> KEYS =
      Set.of(
          "summary",
          "origin",
          "package",
          "command",
          "version",
          "protocol",
          "path",
          "as",
          "handlers",
          "threads",
          "workers",
          "address",
          "notifies",
          "work",
          "stop",
          "grace",
          "ready",
          "errors",
          "ledger",
          "settings",
          "when",
          "files",
          "differs");
  private static final Set<String> SIGNALS = Set.of("TERM", "QUIT", "INT", "USR1");

  private final String name;
  private final TomlTable file;
  private final Map<String, DescribedSetting> settings = new TreeMap<>();
  private final List<DescribedCase> cases = new ArrayList<>();
  private final Optional<ProgramVersion> version;
  private final Optional<Recipe.Log> log;
  private Optional<String> known = Optional.empty();

  private Description(String name, TomlTable file) {
    this.name = name;
    this.file = file;
    file.requireOnly(KEYS);
    TomlTable tables = file.table("settings");
    tables.keys().forEach(key -> settings.put(key, DescribedSetting.read(key, tables.table(key))));
    file.tables("when").forEach(table -> cases.add(DescribedCase.read(table, settings)));
    this.version = file.has("version") ? Optional.of(version(file)) : Optional.empty();
    this.log = file.has("ledger") ? Optional.of(log(file.table("ledger"))) : Optional.empty();
    recipe(Settings.of(name, Map.of()));
  }

  /**
   * Reads a description, and finds whatever is wrong in it.
   *
   * @param name what the server is called
   * @param source what to call the file in messages
   * @throws UsageException that names the line and the key
   */
  static Description parse(String name, String source, String text) {
    return new Description(name, TomlTable.parse(source, text));
  }

  private static ProgramVersion version(TomlTable file) {
    TomlTable table = file.table("version");
    table.requireOnly(Set.of("command", "pattern"));
    try {
      return new ProgramVersion(
          CommandWords.of(table.text("command")), Pattern.compile(table.text("pattern")));
    } catch (PatternSyntaxException wrong) {
      throw table.wrong("pattern", "is no regular expression: " + wrong.getDescription());
    }
  }

  private static Recipe.Log log(TomlTable table) {
    table.requireOnly(Set.of("file", "collect", "line", "written"));
    String written = table.word("written", "before", Set.of("before", "after"));
    try {
      return new Recipe.Log(
          table.text("file", "{ledger}"),
          table.find("collect"),
          LogPattern.of(table.text("line")),
          written.equals("after"));
    } catch (UsageException wrong) {
      throw table.wrong("line", "is wrong: " + wrong.getMessage());
    }
  }

  /** What it is, in a line. */
  String summary() {
    return file.text("summary");
  }

  /** Its settings, by name. */
  Map<String, DescribedSetting> settings() {
    return settings;
  }

  @Override
  public Set<String> keys() {
    return settings.keySet();
  }

  @Override
  public Recipe recipe(Settings given) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> fillings = new LinkedHashMap<>();
    settings.forEach(
        (key, setting) -> {
          values.put(key, setting.value(given));
          fillings.put(key, setting.filling(values.get(key)));
        });
    Blanks blanks = new Blanks(fillings);
    List<DescribedCase> apply = cases.stream().filter(each -> each.applies(values)).toList();
    String notifies =
        DescribedCase.last(apply, DescribedCase::notifies)
            .orElse(file.word("notifies", "unknown", DescribedCase.NOTIFIES));
    int handlers = count(blanks, "handlers");
    return new Recipe(
        description(given, values, apply, notifies, handlers, count(blanks, "threads")),
        CommandWords.of(file.text("command")),
        blanks.with("handlers", handlers),
        file.table("files").texts(),
        file.find("package"),
        file.word("protocol", "http", Set.of("http", "raw")).equals("http"),
        file.text("path", "/r/{id}"),
        OptionalInt.of(handlers),
        backlog(values),
        log,
        file.find("errors"),
        workers(),
        false,
        file.isTrue("work"),
        new Recipe.Stopping(
            Signal.valueOf(file.word("stop", "TERM", SIGNALS)), file.durationNs("grace", "10s")),
        file.durationNs("ready", "10s"),
        declarations(apply, notifies));
  }

  private static OptionalInt backlog(Map<String, String> values) {
    return values.containsKey("backlog")
        ? OptionalInt.of(Integer.parseInt(values.get("backlog")))
        : OptionalInt.empty();
  }

  private Recipe.Workers workers() {
    String said = file.word("workers", "children", Set.of("children", "holders"));
    return Recipe.Workers.valueOf(said.toUpperCase(Locale.ROOT));
  }

  private Map<String, Declaration> declarations(List<DescribedCase> apply, String notifies) {
    Map<String, Declaration> declared = new HashMap<>(DescribedCase.mayNotifyOne(notifies));
    file.table("differs")
        .texts()
        .forEach((check, sentence) -> declared.put(check, Declaration.mayBe(sentence)));
    apply.forEach(each -> declared.putAll(each.differs()));
    return declared;
  }

  private ServerDescription description(
      Settings given,
      Map<String, String> values,
      List<DescribedCase> apply,
      String notifies,
      int handlers,
      int threads) {
    return new ServerDescription(
        name,
        given.toString(),
        file.word("as", "processes", Set.of("processes", "threads")),
        handlers,
        threads,
        values,
        file.text("origin", file.text("summary")),
        notifies,
        log.isPresent(),
        DescribedCase.last(apply, DescribedCase::address)
            .orElse(file.word("address", "unknown", DescribedCase.ADDRESSES)));
  }

  private int count(Blanks blanks, String key) {
    String text = blanks.fill(file.text(key, "1"));
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= LogLedger.MOST_HANDLERS) {
        return count;
      }
    } catch (NumberFormatException notOne) {
      throw file.wrong(key, "is '" + text + "', which is not a number");
    }
    throw file.wrong(key, "is " + text + ", and must be 1 to " + LogLedger.MOST_HANDLERS);
  }

  @Override
  public synchronized void requireAvailable(Settings given) {
    Programs.require(CommandWords.of(file.text("command")).getFirst(), file.find("package"));
    Map<String, String> values = new HashMap<>();
    settings.forEach((key, setting) -> values.put(key, setting.value(given)));
    for (DescribedCase each : cases) {
      if (each.applies(values) && each.needs().isPresent()) {
        requireVersion(each, each.needs().get());
      }
    }
  }

  private void requireVersion(DescribedCase each, String least) {
    if (known.isEmpty()) {
      known = version.map(asked -> asked.ask(file.find("package")));
    }
    if (known.isPresent() && !ProgramVersion.isAtLeast(known.get(), least)) {
      throw new StartException(
          "%s: %s=%s needs version %s; this machine has %s"
              .formatted(name, each.setting(), each.value(), least, known.get()));
    }
  }
}
