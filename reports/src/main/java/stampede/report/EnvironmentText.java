package stampede.report;

import tools.jackson.core.JacksonException;

/** An {@link Environment} as text, for whoever is on another machine. Pure. */
public final class EnvironmentText {
  private EnvironmentText() {}

  /** One line of JSON. */
  public static String write(Environment environment) {
    return JsonShape.MAPPER.writeValueAsString(environment);
  }

  /**
   * Reads what {@link #write} gave.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Environment read(String text) {
    try {
      return JsonShape.MAPPER.readValue(text, Environment.class);
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("not an environment", broken);
    }
  }
}
