package stampede.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import stampede.report.Environment;
import stampede.report.comparison.Comparison.Entry;
import stampede.report.comparison.Comparison.Head;
import stampede.report.comparison.Comparison.Mood;
import stampede.report.comparison.Comparison.Part;
import stampede.report.comparison.Comparison.Table;
import stampede.report.reading.Numbers;

/**
 * Under what circumstances results came about, by name, and in which they differ. What the machine
 * is comes with its environment; the rest is added. For use by one thread.
 */
final class Circumstances {
  private static final int WIDE = 24;

  private final List<Map<String, String>> machines = new ArrayList<>();
  private final List<Map<String, String>> makings = new ArrayList<>();

  /**
   * Adds a result.
   *
   * @param environment the machine it was made on
   * @param making how it was made: version, seed, command and so on, by name
   */
  void add(Environment environment, Map<String, String> making) {
    machines.add(machine(environment));
    makings.add(making);
  }

  private static Map<String, String> machine(Environment environment) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kernel", environment.kernel());
    facts.put("architecture", environment.arch());
    facts.put("processor", environment.cpuModel());
    facts.put("CPUs online", String.valueOf(environment.onlineCpus()));
    facts.put("memory", Numbers.bytes(environment.memoryBytes()));
    facts.put("Java", environment.jvm());
    facts.put("frequency governor", environment.governor());
    facts.put("virtualization", environment.virtualization());
    environment.sysctls().forEach(facts::put);
    environment.limits().forEach((name, value) -> facts.put("limit " + name, value));
    environment.mitigations().forEach((name, value) -> facts.put("mitigation " + name, value));
    return facts;
  }

  /** Whether all results came from machines that are the same as far as is known. */
  boolean sameMachine() {
    return differing(machines).isEmpty();
  }

  /** What differs, in words that stand before any figure; empty when nothing does. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Set<String> machine = differing(machines);
    if (!machine.isEmpty()) {
      warnings.add(
          "NOT LIKE WITH LIKE: the machines or their settings differ in "
              + names(machine)
              + ". Whatever changed may come from that, and not from a server.");
    }
    Set<String> making = differing(makings);
    if (!making.isEmpty()) {
      warnings.add("The results differ in how they were made: " + names(making) + ".");
    }
    return warnings;
  }

  private static String names(Set<String> names) {
    String shown = names.stream().limit(12).collect(Collectors.joining(", "));
    return names.size() > 12 ? shown + " and " + (names.size() - 12) + " more" : shown;
  }

  /** Each circumstance that differs, result by result. */
  Part part(List<String> letters, List<String> sources) {
    List<Head> heads = new ArrayList<>();
    heads.add(Head.words("what", WIDE));
    letters.forEach(letter -> heads.add(Head.words(letter, WIDE)));
    List<List<Entry>> rows = new ArrayList<>();
    rows.add(row("result", sources));
    differing(makings).forEach(name -> rows.add(row(name, values(makings, name))));
    differing(machines).forEach(name -> rows.add(row(name, values(machines, name), Mood.UNSURE)));
    String sentence =
        sameMachine()
            ? "The machine was the same in all, as far as the results say."
            : "Where the machine differs, figures compare machines as much as servers.";
    return new Part(
        "circumstances",
        "What differs beside the figures",
        List.of(sentence),
        List.of(new Table("The results, and in what they differ", heads, rows)));
  }

  private static List<Entry> row(String name, List<String> values) {
    return row(name, values, Mood.PLAIN);
  }

  private static List<Entry> row(String name, List<String> values, Mood mood) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(name, mood));
    values.forEach(value -> entries.add(Entry.of(value == null ? Numbers.ABSENT : value)));
    return entries;
  }

  private static List<String> values(List<Map<String, String>> all, String name) {
    return all.stream().map(facts -> facts.get(name)).toList();
  }

  private static Set<String> differing(List<Map<String, String>> all) {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(facts -> names.addAll(facts.keySet()));
    names.removeIf(
        name -> all.stream().allMatch(f -> Objects.equals(f.get(name), all.getFirst().get(name))));
    return names;
  }
}
