package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What our processes are started with. */
@Timeout(20)
class JavaCommandTest {
  private static final String ADDED = "stampede.jvm";

  private final String before = System.getProperty(ADDED, "");

  @AfterEach
  void restore() {
    System.setProperty(ADDED, before);
  }

  @Test
  void flagsOfTheUserAreHandedOnFromProcessToProcess() {
    System.setProperty(ADDED, "-Xint  -Xss1m");
    List<String> words = JavaCommand.server(Set.of()).words();
    assertThat(words).containsSubsequence("-Xint", "-Xss1m", "-Dstampede.jvm=-Xint  -Xss1m", "-cp");
    assertThat(words.getLast()).isEqualTo(ServerMain.class.getName());
  }

  @Test
  void withoutAnyNothingIsAdded() {
    System.setProperty(ADDED, " ");
    assertThat(JavaCommand.server(Set.of()).words())
        .noneMatch(word -> word.isBlank() || word.contains(ADDED));
  }
}
