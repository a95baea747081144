package stampede.harness.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import stampede.linux.Signal;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the command line with agents on this machine, where nobody else meets. */
abstract class AgentsAtCommandLine extends AtCommandLine {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<Cli.Command> started = new ArrayList<>();
  private String port;

  @BeforeEach
  final void findPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(Math.min(free.getLocalPort(), 65_000));
    }
  }

  @AfterEach
  final void endWhatWasStarted() {
    started.forEach(each -> each.signal(Signal.TERM));
    started.forEach(Cli.Command::end);
    cli.assertNothingLeft();
  }

  final void startAgents(String... names) {
    for (String name : names) {
      Cli.Command agent = cli.start("agent", "--name", name, "--port", port);
      started.add(agent);
      await()
          .atMost(SOON)
          .until(() -> agent.err().contains("agent " + name + " waits for a controller"));
    }
  }

  /** Starts a server of ours; the answer is where it is. */
  final String serve(String server) {
    Cli.Command serve = cli.start("serve", server, "--json");
    started.add(serve);
    await().atMost(SOON).until(() -> serve.out().endsWith("}\n"));
    return JsonMapper.shared().readTree(serve.out()).path("target").stringValue();
  }

  /** A command that so many agents flood for. */
  final Cli.Command start(int agents, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--agents", Integer.toString(agents), "--port", port));
    return cli.start(all.toArray(String[]::new));
  }
}
