package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Claims;
import stampede.harness.conformance.check.Checks;

/**
 * Every check is documented: docs/checks.md says what the checks say of themselves. With {@code
 * -Dstampede.docs=apply} it is written anew instead of failing.
 */
@Timeout(30)
class ChecksDocumentTest {
  private static final Path FILE = Path.of("docs", "checks.md");
  private static final String APPLY =
      "mvn -B package -Dstampede.docs=apply -Dtest=ChecksDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void everyCheckIsDocumented() throws IOException {
    if (System.getProperty("stampede.docs", "check").equals("apply")) {
      Files.writeString(Repository.root().resolve(FILE), document());
    }
    assertThat(Repository.text(FILE)).as("not as the checks are; " + APPLY).isEqualTo(document());
  }

  @Test
  void idsAreNamesOfTheirOwnAndClaimsThereAre() {
    List<Check> all = Checks.all();
    assertThat(all).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            check -> {
              assertThat(check.id()).matches("(PA-\\d\\d|ER|ST)-[a-z0-9-]+");
              assertThat(Claims.all()).containsAll(check.claims());
              assertThat(check.requirement()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
            });
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # The checks

            What `stampede conform` checks, in the order it does. A requirement is printed with every verdict. This
            file is made from the checks themselves, and a test holds it to them.

            | check | claims | requirement |
            |---|---|---|
            """);
    for (Check check : Checks.all()) {
      text.append("| %s | %s | %s |%n".formatted(check.id(), claims(check), check.requirement()));
    }
    text.append(
        """

        ## The claims, in our words

        | claim | statement |
        |---|---|
        """);
    for (int claim : Claims.all()) {
      text.append("| %d | %s |%n".formatted(claim, Claims.statement(claim)));
    }
    return text.toString();
  }

  private static String claims(Check check) {
    return check.claims().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
