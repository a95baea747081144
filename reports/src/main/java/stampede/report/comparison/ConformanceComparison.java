package stampede.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import stampede.report.comparison.Comparison.Entry;
import stampede.report.comparison.Comparison.Head;
import stampede.report.comparison.Comparison.Mood;
import stampede.report.comparison.Comparison.Part;
import stampede.report.comparison.Comparison.Table;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Numbers;

/**
 * Conformance runs beside each other: each but the first against the first, check by check. What
 * changed its verdict is shown; where each run is of one server, those two are put side by side.
 */
public final class ConformanceComparison {
  private static final String NOT_RUN = "not run";
  private static final List<String> HEADER =
      List.of("first", "other", "server", "check", "firstVerdict", "otherVerdict", "outcome");

  /** A check of a server. */
  private record Key(String server, String check) {}

  /** A check in both. */
  private record Verdicts(Key key, String first, String other, String observed) {
    boolean changed() {
      return !first.equals(other);
    }

    boolean inBoth() {
      return !first.equals(NOT_RUN) && !other.equals(NOT_RUN);
    }

    String words() {
      if (!changed()) {
        return "same";
      }
      if (!inBoth()) {
        return "only in one";
      }
      return other.equals("fail")
          ? "fails now"
          : first.equals("fail") ? "fails no more" : "changed";
    }

    Mood mood() {
      return switch (words()) {
        case "fails now" -> Mood.BAD;
        case "fails no more" -> other.equals("pass") ? Mood.GOOD : Mood.UNSURE;
        default -> Mood.UNSURE;
      };
    }
  }

  private ConformanceComparison() {}

  /** Compares at least two runs. */
  public static Comparison of(List<NamedResult<ConformanceDocument>> runs) {
    Circumstances circumstances = new Circumstances();
    runs.forEach(run -> circumstances.add(run.document().environment(), making(run.document())));
    List<Part> parts = new ArrayList<>();
    parts.add(
        circumstances.part(
            runs.stream().map(NamedResult::letter).toList(),
            runs.stream().map(NamedResult::source).toList()));
    List<Verdicts> all = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    NamedResult<ConformanceDocument> first = runs.getFirst();
    for (NamedResult<ConformanceDocument> other : runs.subList(1, runs.size())) {
      List<Verdicts> verdicts = verdicts(first.document(), other.document());
      all.addAll(verdicts);
      parts.add(part(first, other, verdicts));
      verdicts.forEach(each -> rows.add(row(first, other, each)));
    }
    return new Comparison(
        "Stampede: %d conformance runs compared".formatted(runs.size()),
        sentence(all),
        mood(all),
        circumstances.warnings(),
        parts,
        HEADER,
        rows);
  }

  private static Map<String, String> making(ConformanceDocument run) {
    Map<String, String> making = new LinkedHashMap<>();
    making.put("server", run.server() == null ? "several" : typed(run.everySuite().getFirst()));
    making.put("version", run.stampedeVersion());
    making.put("seed", String.valueOf(run.seed()));
    making.put("started", run.startedAt());
    making.put("command", run.command());
    making.put("network", run.network());
    making.put("servers side by side", run.lanes() == null ? null : String.valueOf(run.lanes()));
    making.put("strict", run.strict() ? "yes" : "no");
    return making;
  }

  private static List<Verdicts> verdicts(ConformanceDocument first, ConformanceDocument other) {
    boolean single = first.everySuite().size() == 1 && other.everySuite().size() == 1;
    Map<Key, CheckRecord> left = keyed(first, single);
    Map<Key, CheckRecord> right = keyed(other, single);
    Set<Key> keys = new LinkedHashSet<>(left.keySet());
    keys.addAll(right.keySet());
    return keys.stream()
        .map(
            key ->
                new Verdicts(
                    key,
                    verdict(left.get(key)),
                    verdict(right.get(key)),
                    right.containsKey(key) ? right.get(key).observed() : ""))
        .toList();
  }

  private static Map<Key, CheckRecord> keyed(ConformanceDocument run, boolean single) {
    Map<Key, CheckRecord> keyed = new LinkedHashMap<>();
    for (SuiteRecord suite : run.everySuite()) {
      String server = single ? "the one server" : typed(suite);
      suite.checks().forEach(check -> keyed.put(new Key(server, check.id()), check));
    }
    return keyed;
  }

  private static String typed(SuiteRecord suite) {
    return suite.server().spec() == null ? suite.server().name() : suite.server().spec();
  }

  private static String verdict(CheckRecord check) {
    return check == null ? NOT_RUN : check.verdict();
  }

  private static Part part(
      NamedResult<ConformanceDocument> first,
      NamedResult<ConformanceDocument> other,
      List<Verdicts> verdicts) {
    List<Head> heads =
        List.of(
            Head.words("server", 16),
            Head.words("check", 30),
            Head.words(first.letter(), 12),
            Head.words(other.letter(), 12),
            Head.words("so it", 13),
            Head.words("observed in " + other.letter(), 60));
    List<List<Entry>> changed = new ArrayList<>();
    List<List<Entry>> alone = new ArrayList<>();
    for (Verdicts each : verdicts) {
      if (each.changed()) {
        (each.inBoth() ? changed : alone).add(entries(each));
      }
    }
    String sentence =
        changed.isEmpty()
            ? "No check that both ran changed its verdict."
            : "%s changed the verdict.".formatted(Numbers.counted(changed.size(), "check"));
    return new Part(
        "changes-" + other.letter().toLowerCase(Locale.ROOT),
        "%s against %s".formatted(other.letter(), first.letter()),
        List.of(sentence),
        List.of(
            new Table("Checks whose verdict changed", heads, changed),
            new Table("Checks that only one of them ran", heads, alone)));
  }

  private static List<Entry> entries(Verdicts each) {
    return List.of(
        Entry.of(each.key().server()),
        Entry.of(each.key().check()),
        Entry.of(each.first()),
        Entry.of(each.other()),
        new Entry(each.words(), each.mood()),
        Entry.of(each.observed()));
  }

  private static List<String> row(
      NamedResult<ConformanceDocument> first,
      NamedResult<ConformanceDocument> other,
      Verdicts each) {
    return List.of(
        first.source(),
        other.source(),
        each.key().server(),
        each.key().check(),
        each.first(),
        each.other(),
        each.words());
  }

  private static String sentence(List<Verdicts> all) {
    List<Verdicts> both = all.stream().filter(Verdicts::inBoth).toList();
    if (both.isEmpty()) {
      return "The runs have no check of a server in common: nothing can be compared.";
    }
    return "Of %s in both, %s now, %s no more, %s otherwise and %s the same; %s only in one."
        .formatted(
            Numbers.counted(both.size(), "check"),
            counted(both, "fails now", "fails", "fail"),
            counted(both, "fails no more", "fails", "fail"),
            counted(both, "changed", "changed", "changed"),
            counted(both, "same", "is", "are"),
            counted(all, "only in one", "is", "are"));
  }

  private static String counted(List<Verdicts> all, String words, String one, String several) {
    long count = all.stream().filter(each -> each.words().equals(words)).count();
    return Numbers.count(count) + " " + (count == 1 ? one : several);
  }

  private static Mood mood(List<Verdicts> all) {
    if (all.stream().anyMatch(each -> each.mood() == Mood.BAD)) {
      return Mood.BAD;
    }
    return all.stream().anyMatch(Verdicts::changed) ? Mood.UNSURE : Mood.GOOD;
  }
}
