package stampede.harness.command;

import java.util.function.Function;
import stampede.server.UsageException;

/** Texts of the command line that other modules know how to read. */
final class OptionText {
  private OptionText() {}

  /**
   * Reads the text of an option; what the reader refuses is wrong usage, not a defect of ours.
   *
   * @param option what the message begins with
   * @throws UsageException with the reader's own message
   */
  static <T> T read(String option, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (UsageException wrong) {
      throw wrong;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(option + ": " + wrong.getMessage(), wrong);
    }
  }
}
