package stampede.harness.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import stampede.harness.preset.Preset;
import stampede.server.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * What an option is when the command line does not say: the environment's {@code STAMPEDE_NAME},
 * else what the file named by {@code STAMPEDE_CONFIG} or {@code --config} says, else what the
 * preset says, else the built-in default.
 */
final class ConfiguredDefaults implements CommandLine.IDefaultValueProvider {
  private static final String PREFIX = "STAMPEDE_";
  private static final String CONFIG = "--config";
  private static final String PRESET = "--preset";

  private String fileRead = "";
  private Optional<JsonNode> file = Optional.empty();

  @Override
  public String defaultValue(CommandLine.Model.ArgSpec argument) {
    if (!(argument instanceof CommandLine.Model.OptionSpec option) || isHelp(option)) {
      return null;
    }
    String name = option.longestName();
    String key = name.substring(2);
    String environment = System.getenv(PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (environment != null) {
      return environment;
    }
    if (name.equals(CONFIG)) {
      return null;
    }
    return fromFile(option, key).or(() -> fromPreset(option, key)).orElse(null);
  }

  /** Which preset there is may itself stand in the environment or the file. */
  private Optional<String> fromPreset(CommandLine.Model.OptionSpec option, String key) {
    CommandLine.Model.OptionSpec preset = option.command().findOption(PRESET);
    if (preset == null || option.equals(preset)) {
      return Optional.empty();
    }
    Object said = preset.getValue() == null ? defaultValue(preset) : preset.getValue();
    return Optional.ofNullable(said).map(name -> Preset.named(name.toString()).options().get(key));
  }

  private static boolean isHelp(CommandLine.Model.OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || !option.longestName().startsWith("--");
  }

  private Optional<String> fromFile(CommandLine.Model.OptionSpec option, String key) {
    CommandLine.Model.OptionSpec config = option.command().findOption(CONFIG);
    String path =
        config == null || config.getValue() == null
            ? System.getenv("STAMPEDE_CONFIG")
            : config.getValue().toString();
    if (path == null) {
      return Optional.empty();
    }
    return read(path).map(root -> root.get(key)).map(ConfiguredDefaults::text);
  }

  private Optional<JsonNode> read(String path) {
    if (!fileRead.equals(path)) {
      try {
        file = Optional.of(new TomlMapper().readTree(Path.of(path).toFile()));
        fileRead = path;
      } catch (JacksonException unreadable) {
        throw new UsageException(
            "cannot read --config " + path + ": " + unreadable.getOriginalMessage(), unreadable);
      }
    }
    return file;
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asString();
    }
    StringBuilder joined = new StringBuilder();
    value.forEach(each -> joined.append(joined.isEmpty() ? "" : ",").append(each.asString()));
    return joined.toString();
  }
}
