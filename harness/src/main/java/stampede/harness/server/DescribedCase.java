package stampede.harness.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is otherwise when a setting of a described server has a value: a table {@code [[when]]}.
 *
 * @param setting which one
 * @param value its value
 * @param needs the version the program must have then
 * @param address shared or split then
 * @param notifies one or all then
 * @param differs what it does otherwise then, by check
 */
record DescribedCase(
    String setting,
    String value,
    Optional<String> needs,
    Optional<String> address,
    Optional<String> notifies,
    Map<String, Declaration> differs) {
  /** What the key {@code address} may say. */
  static final Set<String> ADDRESSES = Set.of("shared", "split", "unknown");

  /** What the key {@code notifies} may say. */
  static final Set<String> NOTIFIES = Set.of("one", "all", "unknown");

  private static final Set<String> KEYS =
      Set.of("setting", "value", "needs", "address", "notifies", "differs");

  static DescribedCase read(TomlTable table, Map<String, DescribedSetting> settings) {
    table.requireOnly(KEYS);
    String setting = table.word("setting", "", settings.keySet());
    String needs = table.text("needs", "0");
    if (!needs.matches("[0-9]{1,6}(\\.[0-9]{1,6}){0,5}")) {
      throw table.wrong("needs", "is no version");
    }
    Map<String, Declaration> differs = new HashMap<>();
    table
        .table("differs")
        .texts()
        .forEach((check, sentence) -> differs.put(check, Declaration.mayBe(sentence)));
    return new DescribedCase(
        setting,
        table.text("value"),
        table.find("needs"),
        table.find("address").map(said -> table.word("address", said, ADDRESSES)),
        table.find("notifies").map(said -> table.word("notifies", said, NOTIFIES)),
        Map.copyOf(differs));
  }

  boolean applies(Map<String, String> values) {
    return value.equals(values.get(setting));
  }

  /** What the last case that says something says. */
  static Optional<String> last(
      List<DescribedCase> cases, Function<DescribedCase, Optional<String>> what) {
    return cases.reversed().stream().map(what).flatMap(Optional::stream).findFirst();
  }

  /**
   * A description is written by somebody else: what is seen to be better does not contradict it.
   */
  static Map<String, Declaration> mayNotifyOne(String notifies) {
    Map<String, Declaration> declared = new HashMap<>();
    Notifies.declarations(notifies)
        .forEach((check, one) -> declared.put(check, Declaration.mayBe(one.sentence())));
    return declared;
  }
}
