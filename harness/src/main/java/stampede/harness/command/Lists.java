package stampede.harness.command;

import java.util.ArrayList;
import java.util.List;
import stampede.server.UsageException;

/** Lists as they stand on a command line: words between commas. */
final class Lists {
  private Lists() {}

  /** The words; at least one. */
  static List<String> words(String option, String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      if (word.isBlank()) {
        throw new UsageException(option + " '" + text + "' has an empty entry");
      }
      words.add(word.strip());
    }
    return words;
  }

  /** Whole numbers within bounds. */
  static List<Integer> numbers(String option, String text, int least, int most) {
    return words(option, text).stream().map(word -> number(option, word, least, most)).toList();
  }

  private static int number(String option, String word, int least, int most) {
    try {
      int number = Integer.parseInt(word);
      if (number >= least && number <= most) {
        return number;
      }
      throw new UsageException(option + " " + word + " is not between " + least + " and " + most);
    } catch (NumberFormatException notANumber) {
      throw new UsageException(option + " " + word + " is not a whole number", notANumber);
    }
  }
}
