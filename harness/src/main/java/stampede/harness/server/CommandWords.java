package stampede.harness.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import stampede.server.UsageException;

/**
 * Splits a command into words as a shell does: at blanks, with {@code '...'} kept whole, {@code
 * "..."} kept whole but for a backslash before {@code "} or {@code \}, and a backslash that keeps
 * the next character. Nothing else of a shell is here: who wants one says {@code sh -c '...'}.
 */
public final class CommandWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:=/@%+-]+");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandWords(String text) {
    this.text = text;
  }

  /**
   * The words, at least one.
   *
   * @throws UsageException when a quote is not closed, or there is no word
   */
  static List<String> of(String text) {
    CommandWords split = new CommandWords(text);
    while (split.at < text.length()) {
      split.next();
    }
    split.end();
    if (split.words.isEmpty()) {
      throw new UsageException("the command is empty; write command='./server {port}'");
    }
    return List.copyOf(split.words);
  }

  /** The command that splits into {@code words}, with quotes only where they are needed. */
  public static String joined(List<String> words) {
    return words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void next() {
    char c = text.charAt(at++);
    switch (c) {
      case ' ', '\t', '\n' -> end();
      case '\'' -> quoted('\'');
      case '"' -> quoted('"');
      case '\\' -> {
        if (at == text.length()) {
          throw new UsageException("the command '" + text + "' ends with a backslash");
        }
        add(text.charAt(at++));
      }
      default -> add(c);
    }
  }

  private void quoted(char quote) {
    inWord = true;
    int begun = at;
    while (at < text.length() && text.charAt(at) != quote) {
      if (quote == '"' && escapes()) {
        at++;
      }
      add(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new UsageException(
          "the command '" + text + "': the quote at character " + begun + " is not closed");
    }
    at++;
  }

  private boolean escapes() {
    return text.charAt(at) == '\\'
        && at + 1 < text.length()
        && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
