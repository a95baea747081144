package stampede.harness.gate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand gates for each distribution, written into docs/gate.md. It takes a minute, so it is
 * not among the tests of every build:
 *
 * <pre>mvn test -pl harness -am -Dtest=GateSimulationRun -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class GateSimulationRun {
  private static final int GATES = 10_000;
  private static final long SEED = 20_263;
  private static final double[] NOISES = {0.5, 1, 2, 4};
  private static final double[] DOSES = {0, 0.5, 1, 2, 4};
  private static final String BEGIN = "<!-- simulated -->\n";
  private static final String END = "<!-- end -->\n";
  private static final Path DOCUMENT =
      Path.of(System.getProperty("stampede.root"), "docs", "gate.md");

  private final GateSimulation simulation = new GateSimulation();

  @Test
  void writesWhatWasSimulated() throws Exception {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String written =
        text.substring(0, begin)
            + falseFails()
            + "\n"
            + power()
            + text.substring(text.indexOf(END, begin));
    Files.writeString(DOCUMENT, written, StandardCharsets.UTF_8);
  }

  private String falseFails() {
    StringBuilder table = new StringBuilder("| rounds vary as | noise 1/2 | 1 | 2 | 4 |\n");
    table.append("|---|---|---|---|---|\n");
    for (RoundNoise kind : RoundNoise.values()) {
      table.append("| ").append(kind.title());
      for (double noise : NOISES) {
        table.append(" | ").append(failed(kind, noise, GateSimulation.NOTHING));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private String power() {
    StringBuilder table = new StringBuilder("| slower | noise | 0 | 1/2 | 1 | 2 | 4 |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (double noise : List.of(0.5, 1.0, 1.5, 2.0)) {
      for (String what : List.of("everything", "the tail only", "throughput only")) {
        table.append(String.format(Locale.ROOT, "| %s | %.1f", what, noise));
        for (double dose : DOSES) {
          table.append(" | ").append(failed(RoundNoise.NORMAL, noise, dose(what, dose)));
        }
        table.append(" |\n");
      }
    }
    return table.toString();
  }

  private static GateSimulation.Dose dose(String what, double dose) {
    return switch (what) {
      case "the tail only" -> new GateSimulation.Dose(what, 0, 0, dose);
      case "throughput only" -> new GateSimulation.Dose(what, dose, 0, 0);
      default -> new GateSimulation.Dose(what, dose, dose, dose);
    };
  }

  private String failed(RoundNoise kind, double noise, GateSimulation.Dose dose) {
    int failed = simulation.run(GATES, kind, noise, dose, SEED).get(Decision.FAIL);
    return String.format(Locale.ROOT, "%.2f%%", 100.0 * failed / GATES);
  }
}
