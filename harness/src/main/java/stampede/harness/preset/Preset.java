package stampede.harness.preset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stampede.server.UsageException;

/**
 * A ready-made experiment: what {@code bench} measures where nothing else says. Options on the
 * command line, in the environment and in the configuration go before it. Pure.
 */
public interface Preset {
  /** Every preset there is. */
  static List<Preset> all() {
    return List.of(new SharedOrSplit());
  }

  /** The preset of a name, or a message that lists those there are. */
  static Preset named(String name) {
    Optional<Preset> found = all().stream().filter(each -> each.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new UsageException(
                "no preset is called '"
                    + name
                    + "'; there are "
                    + all().stream().map(Preset::name).collect(Collectors.joining(", "))));
  }

  /** Its name on the command line and in results. */
  String name();

  /** What it finds out, in a sentence. */
  String question();

  /** Options of {@code bench} by their names without dashes, such as {@code handlers}. */
  Map<String, String> options();

  /** What servers of so many handlers are flooded with; at least one. */
  List<Flooding> floods(int handlers);
}
