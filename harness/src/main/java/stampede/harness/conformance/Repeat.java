package stampede.harness.conformance;

import java.util.List;
import stampede.harness.server.CommandWords;

/**
 * How one check of a run is repeated alone.
 *
 * @param seed of the run
 * @param options what else bears on the checks, as typed; empty for nothing
 */
public record Repeat(long seed, String options) {
  /** The command line, for a shell. */
  public String command(String server, String check) {
    List<String> words =
        List.of("stampede", "conform", server, "--check", check, "--seed", String.valueOf(seed));
    String base = CommandWords.joined(words);
    return options.isEmpty() ? base : base + " " + options;
  }
}
