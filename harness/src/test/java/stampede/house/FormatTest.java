package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every Java file is formatted by google-java-format. With {@code -Dstampede.format=apply} the
 * files that are not are rewritten instead of failing.
 */
@Timeout(240)
class FormatTest {
  private static final String APPLY =
      "mvn -B package -Dstampede.format=apply -Dtest=FormatTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void everyFileIsFormatted() throws Exception {
    boolean apply = System.getProperty("stampede.format", "check").equals("apply");
    List<Path> unformatted = new ArrayList<>();
    for (Path path : Repository.files(".java")) {
      String text = Repository.text(path);
      String formatted = format(path, text);
      if (!formatted.equals(text)) {
        unformatted.add(path);
        rewrite(apply, path, formatted);
      }
    }
    if (apply) {
      System.out.println("formatted " + unformatted);
      return;
    }
    assertThat(unformatted).as("not formatted; to format them: " + APPLY).isEmpty();
  }

  @Test
  void aFileThatIsNotFormattedIsSeen() {
    String text = "class  A { int b=1 ; }\n";
    assertThat(format(Path.of("A.java"), text)).isNotEqualTo(text);
  }

  private static void rewrite(boolean apply, Path path, String formatted) throws IOException {
    if (apply) {
      Files.writeString(Repository.root().resolve(path), formatted);
    }
  }

  private static String format(Path path, String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      throw new AssertionError("cannot be parsed: " + path, e);
    }
  }
}
