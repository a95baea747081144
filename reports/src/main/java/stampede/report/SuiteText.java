package stampede.report;

import stampede.report.conformance.CheckRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * What a suite is made of as text, for whoever is on another machine. Each is one line of JSON;
 * what is read may come from anybody, so what is not known, left over or missing is refused. Pure.
 */
public final class SuiteText {
  private static final ObjectReader STRICT =
      JsonShape.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SuiteText() {}

  /** A check, and what became of it. */
  public static String write(CheckRecord check) {
    return JsonShape.MAPPER.writeValueAsString(check);
  }

  /** A server under test. */
  public static String write(Server server) {
    return JsonShape.MAPPER.writeValueAsString(server);
  }

  /**
   * Reads a check that {@link #write(CheckRecord)} gave.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static CheckRecord check(String text) {
    return read(text, CheckRecord.class);
  }

  /**
   * Reads a server that {@link #write(Server)} gave.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Server server(String text) {
    return read(text, Server.class);
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      T value = STRICT.forType(type).readValue(text);
      return Fields.required(value, type.getSimpleName());
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), broken);
    }
  }
}
