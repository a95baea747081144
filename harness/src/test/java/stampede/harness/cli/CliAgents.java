package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stampede.linux.Signal;

/** Agents as users start them, all at one port of loopback. Closing it ends those that are left. */
final class CliAgents implements AutoCloseable {
  /** So that all ports that members try are ports. */
  private static final int HIGHEST_PORT = 65_000;

  private final Cli cli;
  private final List<Cli.Command> agents = new ArrayList<>();
  private final String port;

  CliAgents(Cli cli) {
    this.cli = cli;
    this.port = freePort();
  }

  /** A port where nobody meets. */
  static String freePort() {
    return Integer.toString(Math.min(LoopbackPort.free(), HIGHEST_PORT));
  }

  /** Where they meet. */
  String port() {
    return port;
  }

  /** Starts one, and waits until it waits. */
  Cli.Command start(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("agent", "--name", name, "--port", port));
    words.addAll(Arrays.asList(more));
    Cli.Command agent = cli.start(words.toArray(String[]::new));
    agents.add(agent);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> agent.err().contains("agent " + name + " waits for a controller"));
    return agent;
  }

  /** In the order in which they were started. */
  List<Cli.Command> all() {
    return List.copyOf(agents);
  }

  /** Has all of them leave, which they must do well. */
  void leave() {
    agents.forEach(agent -> agent.signal(Signal.TERM));
    agents.forEach(agent -> assertThat(agent.end().code()).as(agent.err()).isZero());
  }

  @Override
  public void close() {
    agents.forEach(agent -> agent.process().destroyForcibly());
  }
}
