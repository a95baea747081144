package stampede.harness.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.Scoreboard;

/** How many requests an audit holds: measured in a JVM that has no more heap than promised. */
@Timeout(120)
class AuditCapacityTest {
  private static final int MILLION = 1_000_000;
  private static final int THREADS = 2;

  @Test
  void aMillionRequestsAreAuditedIn256MebibytesOfHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                AuditCapacityTest.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      System.out.print(said);
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("PASS, 1000000 answered").doesNotContain("OutOfMemory");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The child: writes a million requests and their services, and audits them. */
  public static void main(String[] arguments) {
    try (History history = History.create(1, THREADS, MILLION);
        Scoreboard scoreboard = Scoreboard.create(1);
        Ledger ledger = Ledger.create(MILLION, 1)) {
      LedgerWriter handler = ledger.writer(scoreboard.slot(0));
      for (int thread = 0; thread < THREADS; thread++) {
        write(history.writer(thread), handler);
      }
      long beganNs = System.nanoTime();
      AuditVerdict verdict = Audit.of(history, Optional.of(ledger), 0, false);
      long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
      System.out.printf(
          "%s, %d answered, audited in %d ms%n", verdict.verdict(), verdict.ok(), tookMs);
    }
  }

  private static void write(HistoryWriter client, LedgerWriter handler) {
    for (int i = 0; i < MILLION / THREADS; i++) {
      long id = client.invoke(i, i);
      handler.accepted(i, 0);
      handler.begun(id, i);
      handler.completed(i, 0);
      client.end(id, Outcome.OK, 0, 0, i, i, i, i);
    }
  }
}
