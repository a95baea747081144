package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

@Timeout(30)
class DescriptionTest {
  private static final String GOOD =
      """
      summary = "a server"
      command = "sh -c 'exit {how}'"
      version = { command = "echo 2.6.12", pattern = '([0-9.]+)' }
      handlers = "{workers}"
      address = "shared"

      [ledger]
      line = '(?<id>[0-9a-f]{16})'

      [settings.workers]
      meaning = "processes"
      default = "2"
      least = 1
      most = 8

      [settings.how]
      meaning = "how it ends"
      default = "well"
      values = { well = "0", badly = "1" }

      [[when]]
      setting = "how"
      value = "well"

      [[when]]
      setting = "how"
      value = "badly"
      needs = "2.7"
      address = "split"

      [when.differs]
      ER-graceful-stop = "it ends badly"
      """;

  private static Recipe recipe(String text, Map<String, String> settings) {
    return Description.parse("x", "x.toml", text).recipe(Settings.of("x", settings));
  }

  @Test
  void settingsFillTheirBlanksAndDecideWhatIsDeclared() {
    Recipe usual = recipe(GOOD, Map.of());
    assertThat(usual.blanks().fill(usual.command().getLast())).isEqualTo("exit 0");
    assertThat(usual.handlers()).hasValue(2);
    assertThat(usual.description().address()).isEqualTo("shared");
    assertThat(usual.declarations()).isEmpty();

    Recipe other = recipe(GOOD, Map.of("how", "badly", "workers", "3"));
    assertThat(other.blanks().fill(other.command().getLast())).isEqualTo("exit 1");
    assertThat(other.description().handlers()).isEqualTo(3);
    assertThat(other.description().address()).isEqualTo("split");
    assertThat(other.declarations())
        .containsExactly(Map.entry("ER-graceful-stop", Declaration.mayBe("it ends badly")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "address = \"shared\" # address = \"round\" # line 5: address is 'round'",
        "least = 1 # least = \"one\" # line 13: settings.workers.least must be a whole number",
        "default = \"2\" # default = \"9\" # line 12: settings.workers.default cannot be",
        "[0-9a-f] # [0-9a-f # line 8: ledger.line is wrong",
        "summary = # sumary = # line 1: sumary is not known here",
        "value = \"badly\" # values = \"badly\" # line 27: when.values is not known here",
        "[[when]] # [[when] # line 2",
        "needs = \"2.7\" # needs = \"new\" # line 28: when.needs is no version",
        "{workers} # {what} # line 4: handlers is '{what}'",
      })
  void whatIsWrongIsToldWithItsLineAndKey(String right, String wrong, String message) {
    String text = GOOD.replaceFirst(Pattern.quote(right), wrong);

    assertThatThrownBy(() -> Description.parse("x", "x.toml", text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("x.toml, " + message);
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatThrownBy(() -> Description.parse("x", "x.toml", "summary = 'x'"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("command is missing");
  }

  @Test
  void aVersionThatIsTooOldIsRefused() {
    Description description = Description.parse("x", "x.toml", GOOD);

    description.requireAvailable(Settings.of("x", Map.of()));

    assertThatThrownBy(() -> description.requireAvailable(Settings.of("x", Map.of("how", "badly"))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("x: how=badly needs version 2.7; this machine has 2.6.12");
    assertThat(ProgramVersion.isAtLeast("2.10", "2.9.1")).isTrue();
    assertThat(ProgramVersion.isAtLeast("2.9", "2.9.1")).isFalse();
  }

  @Test
  void aProgramThatIsNotThereIsNamedWithItsPackage() {
    String text =
        GOOD.replace("\"sh -c 'exit {how}'\"", "\"no-such-program\"\npackage = \"its-package\"");

    assertThatThrownBy(
            () ->
                Description.parse("x", "x.toml", text).requireAvailable(Settings.of("x", Map.of())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("its-package");
  }

  @Test
  void everyDescriptionOfOursCanBeRead() {
    for (String name : Descriptions.names()) {
      Description description = Descriptions.find(name).orElseThrow();
      Recipe recipe = description.recipe(Settings.of(name, Map.of()));
      assertThat(recipe.log()).as(name).isPresent();
      assertThat(recipe.from()).as(name).isPresent();
      assertThat(description.settings()).as(name).containsKey("backlog");
    }
  }

  @Test
  void aFileOfTheUsersOwnIsAServer(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.toml"), GOOD);

    ServerUnderTest server = Servers.parse("@" + file + ",workers=5");

    assertThat(server.description().handlers()).isEqualTo(5);
    assertThat(server.has("how")).isTrue();
    assertThatThrownBy(() -> Servers.parse("@" + file + ",workers=9"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("workers=9 is not between 1 and 8");
    assertThatThrownBy(() -> Servers.parse("@" + folder.resolve("not.toml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not.toml");
    assertThat(List.of("how", "workers")).allMatch(server::has);
  }
}
