package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import stampede.linux.Signal;

/**
 * An agent that works for one test after another, as for one controller after another: starting a
 * new one costs more than what is tested. Each test hears what it says in its own time.
 */
final class LastingAgent {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String WAITS = " waits for a controller";

  private final Cli.Command command;
  private int heard;

  /** Starts it with these words; {@link #awaitReady} waits for it. */
  LastingAgent(Cli cli, List<String> words) {
    this.command = cli.startWords(words);
  }

  /** Waits until it is a member. */
  void awaitReady() {
    awaitSaid(WAITS);
  }

  /** A test begins: what was said before does not count. */
  void beginTest() {
    heard = command.err().length();
  }

  /** Waits until it has said this since the test began. */
  void awaitSaid(String what) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(command.err().substring(heard)).contains(what));
  }

  void signal(Signal signal) {
    command.signal(signal);
  }

  boolean isAlive() {
    return command.process().isAlive();
  }

  /** Has it leave, which it must do well. */
  void end(Signal signal) {
    if (command.process().isAlive()) {
      command.signal(signal);
      Cli.Ended ended = command.end();
      assertThat(ended.code()).as(ended.err()).isZero();
    }
  }
}
