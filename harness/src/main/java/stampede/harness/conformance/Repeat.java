package stampede.harness.conformance;

/**
 * How one check of a run is repeated alone.
 *
 * @param seed of the run
 * @param options what else bears on the checks, as typed; empty for nothing
 */
public record Repeat(long seed, String options) {
  /** The command line, for a shell. */
  public String command(String server, String check) {
    String base = "stampede conform " + quoted(server) + " --check " + check + " --seed " + seed;
    return options.isEmpty() ? base : base + " " + options;
  }

  /** As one word of a shell. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_.,:=/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
