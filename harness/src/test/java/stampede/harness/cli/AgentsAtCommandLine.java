package stampede.harness.cli;

import static org.awaitility.Awaitility.await;

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

  private final List<Cli.Command> servers = new ArrayList<>();
  private CliAgents agents;

  @BeforeEach
  final void findPort() {
    agents = new CliAgents(cli);
  }

  @AfterEach
  final void endWhatWasStarted() {
    try {
      agents.leave();
      servers.forEach(each -> each.signal(Signal.TERM));
      servers.forEach(Cli.Command::end);
      cli.assertNothingLeft();
    } finally {
      agents.close();
    }
  }

  final void startAgents(String... names) {
    for (String name : names) {
      agents.start(name);
    }
  }

  /** Starts a server of ours; the answer is where it is. */
  final String serve(String server) {
    Cli.Command serve = cli.start("serve", server, "--json");
    servers.add(serve);
    await().atMost(SOON).until(() -> serve.out().endsWith("}\n"));
    return JsonMapper.shared().readTree(serve.out()).path("target").stringValue();
  }

  /** A command that so many agents flood for. */
  final Cli.Command start(int count, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--agents", Integer.toString(count), "--port", agents.port()));
    return cli.start(all.toArray(String[]::new));
  }
}
