package stampede.harness.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.Thorough;

/**
 * How many requests an audit holds that follows a flood: 100 million in 1 GiB, the whole process
 * and the evidence included.
 */
@Timeout(600)
class AuditCapacityIT {
  private static final long REQUESTS = 100_000_000;
  private static final long MOST_KIB = 1L << 20;

  @Thorough
  @Test
  void evidenceAndAuditOfALongFloodTakeNoMoreThanOneGibibyte() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SyntheticFlood.class.getName(),
                Long.toString(REQUESTS))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      System.out.print(said);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("every planted defect was found").doesNotContain("OutOfMemory");
      assertThat(process.exitValue()).isZero();
      assertThat(number(said, "peak of the process")).isLessThanOrEqualTo(MOST_KIB);
      assertThat(number(said, "peak of the evidence")).isLessThanOrEqualTo(MOST_KIB);
    } finally {
      process.destroyForcibly();
    }
  }

  private static long number(String said, String what) {
    String after = said.substring(said.indexOf(what) + what.length());
    return Long.parseLong(after.strip().split(" ", 2)[0]);
  }
}
