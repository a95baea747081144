package stampede.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import stampede.harness.Interruption;
import stampede.harness.command.StampedeCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The manifests of docs/cluster.md: what reads them can, and what they name is there. */
@Timeout(60)
class ClusterManifestsTest {
  private static final Path FOLDER = Path.of("docs", "examples", "cluster");
  private static final Path UNIT = FOLDER.resolve("stampede-agent.service");
  private static final Path MANIFEST = FOLDER.resolve("kubernetes.yaml");
  private static final Path DOCKERFILE = FOLDER.resolve("Dockerfile");
  private static final Path DOCUMENT = Path.of("docs", "cluster.md");

  /** Where the examples have what we ship. */
  private static final String PLACE = "/opt/stampede";

  private static final Pattern EXEC = Pattern.compile("(?m)^ExecStart=(\\S+) (.*)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

  /** What Kubernetes gives to the containers of an Indexed Job. */
  private static final String INDEX = "JOB_COMPLETION_INDEX";

  @TempDir private Path folder;

  private static CommandLine.ParseResult parsed(List<String> arguments) {
    return StampedeCommand.commandLine(new Interruption())
        .parseArgs(arguments.toArray(String[]::new))
        .subcommand();
  }

  private static String option(CommandLine.ParseResult result, String name) {
    return result.<Object>matchedOptionValue(name, "").toString();
  }

  @Test
  void theTableHasEveryOptionOfAnAgent() {
    List<String> options =
        StampedeCommand.commandLine(new Interruption())
            .getSubcommands()
            .get("agent")
            .getCommandSpec()
            .options()
            .stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(CommandLine.Model.OptionSpec::longestName)
            .toList();
    assertThat(ROW.matcher(Repository.text(DOCUMENT)).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void theUnitOfTheDocumentIsTheFile() {
    String indented =
        Repository.text(UNIT)
            .lines()
            .map(line -> line.isEmpty() ? line : "    " + line)
            .collect(Collectors.joining("\n"));
    assertThat(Repository.text(DOCUMENT)).contains("\n\n" + indented + "\n\n");
  }

  @Test
  void systemdHasNothingToSayAboutTheUnit() throws Exception {
    Path systemd = PackageNeeded.require("systemd-analyze", "systemd");
    Path here = folder.resolve(UNIT.getFileName());
    Files.writeString(here, Repository.text(UNIT).replace(PLACE, Repository.root().toString()));
    Process process =
        new ProcessBuilder(systemd.toString(), "verify", here.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void theUnitStartsAnAgentThatThereIs() {
    MatchResult exec = EXEC.matcher(Repository.text(UNIT)).results().findFirst().orElseThrow();
    assertThat(exec.group(1)).isEqualTo(PLACE + "/stampede");
    CommandLine.ParseResult agent = parsed(List.of(exec.group(2).split(" ")));
    assertThat(agent.commandSpec().name()).isEqualTo("agent");
    assertThat(option(agent, "--join").split(",")).contains(option(agent, "--bind"));
    assertThat(Repository.text(DOCUMENT)).contains("cluster.key /etc/stampede/");
    assertThat(option(agent, "--key")).isEqualTo("/etc/stampede/cluster.key");
  }

  private static List<JsonNode> manifest() {
    try (MappingIterator<JsonNode> objects =
        new YAMLMapper().readerFor(JsonNode.class).readValues(Repository.text(MANIFEST))) {
      return objects.readAll();
    }
  }

  private static JsonNode named(String kind, String name) {
    return manifest().stream()
        .filter(each -> each.path("kind").stringValue().equals(kind))
        .filter(each -> each.path("metadata").path("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode pod(String job) {
    return named("Job", job).path("spec").path("template");
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /** The arguments of a job's container, as the command reads them. */
  private static CommandLine.ParseResult command(String job) {
    JsonNode container = pod(job).path("spec").path("containers").path(0);
    List<String> known = new ArrayList<>(container.path("env").findValuesAsString("name"));
    if (named("Job", job).path("spec").path("completionMode").asString("").equals("Indexed")) {
      known.add(INDEX);
    }
    List<String> arguments = texts(container.path("args"));
    assertThat(
            arguments.stream()
                .flatMap(each -> VARIABLE.matcher(each).results())
                .map(variable -> variable.group(1)))
        .isNotEmpty()
        .isSubsetOf(known);
    return parsed(arguments);
  }

  @Test
  void agentsAreAnIndexedJobThatTheControllerWaitsFor() {
    JsonNode spec = named("Job", "stampede-agents").path("spec");
    assertThat(spec.path("completionMode").stringValue()).isEqualTo("Indexed");
    assertThat(spec.path("parallelism").asInt()).isEqualTo(spec.path("completions").asInt());
    assertThat(spec.path("activeDeadlineSeconds").asInt()).isPositive();
    CommandLine.ParseResult agent = command("stampede-agents");
    CommandLine.ParseResult load = command("stampede-load");
    assertThat(agent.commandSpec().name()).isEqualTo("agent");
    assertThat(load.commandSpec().name()).isEqualTo("load");
    assertThat(option(load, "--agents")).isEqualTo(spec.path("completions").asString());
    assertThat(load.hasMatchedOption("--allow-remote")).isTrue();
  }

  @Test
  void allMeetAtTheNameOfAServiceThatHasNoAddressOfItsOwn() {
    JsonNode service = named("Service", "stampede-members").path("spec");
    assertThat(service.path("clusterIP").stringValue()).isEqualTo("None");
    assertThat(service.path("publishNotReadyAddresses").asBoolean()).isTrue();
    String label = service.path("selector").path("app").stringValue();
    JsonNode policy = named("NetworkPolicy", "stampede-members").path("spec");
    assertThat(policy.findValuesAsString("app")).hasSize(2).containsOnly(label);
    JsonNode ports = policy.path("ingress").path(0).path("ports").path(0);
    assertThat(ports.path("port").asInt())
        .isEqualTo(service.path("ports").path(0).path("port").asInt())
        .isEqualTo(7800);
    assertThat(ports.path("endPort").asInt()).isEqualTo(7807);
    for (String job : jobs()) {
      assertThat(pod(job).path("metadata").path("labels").path("app").stringValue())
          .isEqualTo(label);
      assertThat(option(command(job), "--join")).isEqualTo("dns:stampede-members");
      assertThat(option(command(job), "--bind")).isEqualTo("$(POD_IP)");
    }
  }

  private static List<String> jobs() {
    return List.of("stampede-agents", "stampede-load");
  }

  @Test
  void theKeyOfTheSecretIsTheOneThatIsRead() {
    for (String job : jobs()) {
      JsonNode spec = pod(job).path("spec");
      assertThat(spec.path("volumes").findValuesAsString("secretName"))
          .containsOnly("stampede-key");
      JsonNode copying = spec.path("initContainers").path(0);
      List<String> words = texts(copying.path("command"));
      assertThat(words).startsWith("install", "-m", "0400").hasSize(5);
      assertThat(words.get(3)).isEqualTo("/secret/cluster.key");
      assertThat(words.get(4)).isEqualTo(option(command(job), "--key"));
      for (JsonNode container : containers(spec)) {
        assertThat(container.path("volumeMounts").findValuesAsString("name"))
            .contains("key")
            .isSubsetOf(spec.path("volumes").findValuesAsString("name"));
      }
    }
    assertThat(Repository.text(DOCUMENT))
        .contains("secret generic stampede-key --from-literal=cluster.key=");
  }

  @Test
  void everyContainerIsBoundedAndOfTheImageThatTheFolderBuilds() {
    Set<String> images =
        jobs().stream()
            .flatMap(job -> containers(pod(job).path("spec")).stream())
            .peek(each -> assertThat(each.path("resources").path("limits").has("memory")).isTrue())
            .map(each -> each.path("image").stringValue())
            .collect(Collectors.toSet());
    assertThat(images).hasSize(1);
    assertThat(Repository.text(DOCKERFILE))
        .contains("-t " + images.iterator().next() + " ")
        .contains("ENTRYPOINT [\"" + PLACE + "/stampede\"]")
        .contains("USER " + pod("stampede-load").path("spec").findValue("runAsUser").asString());
  }

  private static List<JsonNode> containers(JsonNode spec) {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> spec.path(kind).valueStream())
        .toList();
  }
}
