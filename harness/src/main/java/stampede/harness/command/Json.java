package stampede.harness.command;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Small JSON answers of commands that have no result document. */
final class Json {
  private static final JsonMapper LINE = JsonMapper.builder().build();
  private static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** One object on one line, of names and values in turn. */
  static String object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return LINE.writeValueAsString(object);
  }

  /** Any value, indented. */
  static String indented(Object value) {
    return INDENTED.writeValueAsString(value);
  }
}
