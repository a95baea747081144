package stampede.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import stampede.harness.Interruption;
import stampede.harness.command.StampedeCommand;

/** The action and the examples of docs/ci.md: what a shell is to run, it can, and as it is said. */
@Timeout(120)
class CiDocumentTest {
  private static final Path ACTION = Path.of("action.yml");
  private static final Path DOCUMENT = Path.of("docs", "ci.md");

  /** The first line of a script within YAML. */
  private static final Pattern SCRIPT = Pattern.compile("^( *)run: \\|$|^( *)- \\|$");

  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("\\$\\{\\{ inputs\\.([a-z-]+) }}");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  private static final String OPTION_OF_THEIR_SERVER = "--port";

  @TempDir private Path folder;

  private record Ended(int code, String out) {}

  @Test
  void everyScriptIsOneThatBashReads() throws Exception {
    List<String> scripts = new ArrayList<>(scripts(Repository.text(ACTION)));
    yaml().forEach(example -> scripts.addAll(scripts(example)));
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(3);
    for (String script : scripts) {
      Path file = Files.writeString(Files.createTempFile(folder, "script", ".sh"), script);
      Ended read = run(Map.of(), "bash", "-n", file.toString());
      assertThat(read.code()).as(script + read.out()).isZero();
    }
  }

  @Test
  void yamlIsIndentedBySpacesAndEveryLineIsOfAKindThatYamlHas() {
    Stream.concat(Stream.of(Repository.text(ACTION)), yaml())
        .flatMap(text -> withoutScripts(text).lines())
        .forEach(
            line ->
                assertThat(line).matches(" *(#.*|(- )?[\\w.-]+:( .*)?|- .*|)").matches("[^\t]*"));
  }

  @Test
  void theActionUsesEveryInputThatItDeclares() {
    String text = Repository.text(ACTION);
    String declared = text.substring(text.indexOf("inputs:\n"), text.indexOf("outputs:\n"));
    List<String> names =
        Pattern.compile("(?m)^  ([a-z-]+):$")
            .matcher(declared)
            .results()
            .map(m -> m.group(1))
            .toList();
    List<String> used = INPUT.matcher(text).results().map(m -> m.group(1)).toList();
    assertThat(names).containsAll(used);
    assertThat(names).allMatch(name -> text.contains("inputs." + name));
    assertThat(scripts(text)).noneMatch(script -> script.contains("${{"));
  }

  @Test
  void theWorkflowOfTheDocumentGivesInputsThatTheActionHas() {
    String action = Repository.text(ACTION);
    String workflow = yaml().findFirst().orElseThrow();
    String with = workflow.substring(workflow.indexOf("uses: OWNER/stampede"));
    String given = with.substring(0, with.indexOf("- name:"));
    assertThat(
            Pattern.compile("(?m)^          ([a-z-]+):")
                .matcher(given)
                .results()
                .map(m -> m.group(1)))
        .isNotEmpty()
        .allMatch(name -> action.contains("\n  " + name + ":\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, warn, 0, pass",
    "1, warn, 1, fail",
    "2, warn, 0, inconclusive",
    "2, fail, 2, inconclusive",
    "69, warn, 69, error"
  })
  void theActionEndsAsTheGateDidAndWarnsOfAnInconclusiveOne(
      int gate, String inconclusive, int code, String verdict) throws Exception {
    Path stampede = folder.resolve("stampede");
    Files.writeString(stampede, "#!/bin/sh\nprintf '%s\\n' \"$@\" >asked\nexit " + gate + "\n");
    assertThat(stampede.toFile().setExecutable(true)).isTrue();
    Path script = folder.resolve("gate.sh");
    Files.writeString(script, scripts(Repository.text(ACTION)).getLast());
    Path output = folder.resolve("output");
    Ended ended =
        run(
            Map.of(
                "GITHUB_ACTION_PATH", folder.toString(),
                "GITHUB_OUTPUT", output.toString(),
                "BASELINE", "exec,command='a b {port}'",
                "CANDIDATE", "$(touch injected); x",
                "TOLERANCE", "p99=10%",
                "ROUNDS", "10",
                "BUDGET", "60s",
                "ARGUMENTS", "--cpus 2 --work none",
                "OUT", "a folder",
                "INCONCLUSIVE", inconclusive),
            "bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            script.toString());
    assertThat(ended.code()).as(ended.out()).isEqualTo(code);
    assertThat(output).hasContent("verdict=" + verdict);
    assertThat(ended.out().contains("::warning")).isEqualTo(gate == 2 && code == 0);
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .startsWith("gate", "--baseline", "exec,command='a b {port}'", "--candidate")
        .contains("$(touch injected); x", "a folder/junit.xml")
        .endsWith("--cpus", "2", "--work", "none");
    assertThat(folder.resolve("injected")).doesNotExist();
  }

  @Test
  void everyOptionThatIsNamedIsThere() {
    Map<String, CommandLine> commands =
        StampedeCommand.commandLine(new Interruption()).getSubcommands();
    List<String> there =
        Stream.of("gate", "report")
            .flatMap(name -> commands.get(name).getCommandSpec().optionsMap().keySet().stream())
            .toList();
    String text = Repository.text(DOCUMENT) + Repository.text(ACTION);
    assertThat(OPTION.matcher(text).results().map(MatchResult::group).distinct())
        .contains("--baseline", "--candidate", "--tolerance")
        .filteredOn(option -> !option.equals(OPTION_OF_THEIR_SERVER))
        .isSubsetOf(there);
  }

  private Ended run(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return new Ended(process.exitValue(), out);
  }

  private static Stream<String> yaml() {
    return YAML.matcher(Repository.text(DOCUMENT)).results().map((MatchResult m) -> m.group(1));
  }

  /** What stands below each {@code run: |}, moved to the left. */
  private static List<String> scripts(String yaml) {
    List<String> scripts = new ArrayList<>();
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (SCRIPT.matcher(lines.get(i)).matches()) {
        List<String> script = below(lines, i);
        scripts.add(String.join("\n", script).stripIndent() + "\n");
      }
    }
    return scripts;
  }

  private static String withoutScripts(String yaml) {
    List<String> kept = new ArrayList<>();
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      kept.add(lines.get(i).replace("|", ""));
      if (SCRIPT.matcher(lines.get(i)).matches()) {
        i += below(lines, i).size();
      }
    }
    return String.join("\n", kept);
  }

  /** The lines after line {@code i} that stand further right. */
  private static List<String> below(List<String> lines, int i) {
    int column = column(lines.get(i));
    return lines.subList(i + 1, lines.size()).stream()
        .takeWhile(line -> line.isBlank() || column(line) > column)
        .toList();
  }

  private static int column(String line) {
    return line.length() - line.stripLeading().length();
  }
}
