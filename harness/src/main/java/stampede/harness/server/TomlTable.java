package stampede.harness.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stampede.contract.Units;
import stampede.server.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A table of a TOML file, read with messages that say where in the file something is wrong. Every
 * method throws {@link UsageException}. Immutable.
 */
final class TomlTable {
  private static final JsonNode NONE = new TomlMapper().createObjectNode();

  private final TomlLines lines;
  private final String name;
  private final int index;
  private final JsonNode node;

  private TomlTable(TomlLines lines, String name, int index, JsonNode node) {
    this.lines = lines;
    this.name = name;
    this.index = index;
    this.node = node;
  }

  /**
   * Reads a whole file.
   *
   * @param file what to call it in messages
   */
  static TomlTable parse(String file, String text) {
    try {
      return new TomlTable(new TomlLines(file, text), "", 0, new TomlMapper().readTree(text));
    } catch (JacksonException wrong) {
      int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
      throw new UsageException(
          file + (line > 0 ? ", line " + line : "") + ": " + wrong.getOriginalMessage(), wrong);
    }
  }

  /** An error in the value of a key, or, where the key is not there, in the table. */
  UsageException wrong(String key, String what) {
    String whole = name.isEmpty() ? key : name + "." + key;
    return new UsageException(lines.place(name, index, key) + ": " + whole + " " + what);
  }

  /** Refuses every key that is not known. */
  void requireOnly(Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw wrong(key, "is not known here; known are " + new TreeSet<>(known));
      }
    }
  }

  List<String> keys() {
    return new ArrayList<>(node.propertyNames());
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** A text, which must be there; a number will do. */
  String text(String key) {
    return find(key).orElseThrow(() -> wrong(key, "is missing"));
  }

  String text(String key, String otherwise) {
    return find(key).orElse(otherwise);
  }

  Optional<String> find(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isContainer()) {
      throw wrong(key, "must be a text");
    }
    return Optional.of(value.asString());
  }

  /** A text that is one of few. */
  String word(String key, String otherwise, Set<String> known) {
    String word = text(key, otherwise);
    if (!known.contains(word)) {
      throw wrong(key, "is '" + word + "' and must be one of " + new TreeSet<>(known));
    }
    return word;
  }

  int number(String key, int otherwise) {
    JsonNode value = node.get(key);
    if (value != null && !value.isInt()) {
      throw wrong(key, "must be a whole number");
    }
    return value == null ? otherwise : value.asInt();
  }

  boolean isTrue(String key) {
    JsonNode value = node.get(key);
    if (value != null && !value.isBoolean()) {
      throw wrong(key, "must be true or false");
    }
    return value != null && value.asBoolean();
  }

  long durationNs(String key, String otherwise) {
    try {
      return Units.durationNs(text(key, otherwise));
    } catch (IllegalArgumentException notOne) {
      throw wrong(key, "is no duration: " + notOne.getMessage());
    }
  }

  /** A table within; an empty one where there is none. */
  TomlTable table(String key) {
    JsonNode value = node.get(key);
    if (value != null && !value.isObject()) {
      throw wrong(key, "must be a table");
    }
    String whole = name.isEmpty() ? key : name + "." + key;
    return new TomlTable(lines, whole, 0, value == null ? NONE : value);
  }

  /** The tables of a list of them. */
  List<TomlTable> tables(String key) {
    List<TomlTable> tables = new ArrayList<>();
    JsonNode value = node.get(key);
    if (value != null && !value.isArray()) {
      throw wrong(key, "must be tables, each begun with [[" + key + "]]");
    }
    for (int i = 0; value != null && i < value.size(); i++) {
      tables.add(new TomlTable(lines, key, i, value.get(i)));
    }
    return tables;
  }

  /** The texts of a table, by key. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    keys().forEach(key -> texts.put(key, text(key)));
    return texts;
  }
}
