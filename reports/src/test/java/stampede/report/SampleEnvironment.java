package stampede.report;

import java.util.List;
import java.util.Map;

/** Machines made up for tests. */
public final class SampleEnvironment {
  private SampleEnvironment() {}

  /** The text everywhere a text can be, but for the warnings. */
  public static Environment full(String text, List<String> warnings) {
    Map<String, String> texts = Map.of(text, text);
    return new Environment(text, text, text, 1, 1, text, text, text, texts, texts, texts, warnings);
  }
}
