package stampede.house;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells code from what is only text in a Java file. */
final class CodeText {
  private static final Pattern TEXT =
      Pattern.compile(
          "/\\*.*?\\*/" // a comment of several lines
              + "|//[^\\n]*" // a comment to the end of the line
              + "|\"\"\".*?(?<!\\\\)\"\"\"" // a text block
              + "|\"(?:\\\\.|[^\"\\\\\\n])*\"" // a string
              + "|'(?:\\\\.|[^'\\\\\\n])+'", // a character
          Pattern.DOTALL);

  private CodeText() {}

  /** The same text with comments and literals blanked out; every line keeps its number. */
  static String withoutCommentsAndLiterals(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
  }
}
