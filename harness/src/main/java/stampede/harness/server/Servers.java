package stampede.harness.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/** Every server that a command line can name. */
public final class Servers {
  private static final String EXEC = "exec";

  private Servers() {}

  /**
   * The server of {@code NAME[,key=value...]}: a strategy of ours, a described server, {@code
   * exec}, or {@code @FILE}.
   *
   * @throws UsageException when there can be no such server
   * @throws StartException when there can be, but not here
   */
  public static ServerUnderTest parse(String text) {
    return of(Settings.parse(text));
  }

  /** The same of settings read already. */
  public static ServerUnderTest of(Settings settings) {
    ServerUnderTest server = anywhere(settings);
    if (server instanceof CommandServer command) {
      command.requireAvailable();
    } else {
      Strategy strategy = Catalogue.strategy(settings.name());
      strategy
          .unavailable()
          .ifPresent(
              reason -> {
                throw new StartException(strategy.name() + " is unavailable here: " + reason);
              });
    }
    return server;
  }

  /**
   * The same for whoever has it started on another machine: it need not be possible here.
   *
   * @throws UsageException when there can be no such server
   */
  public static ServerUnderTest anywhere(Settings settings) {
    if (settings.name().equals(EXEC)) {
      return new CommandServer(new ExecKind(), settings);
    }
    Optional<Description> described = Descriptions.find(settings.name());
    return described.isPresent() ? new CommandServer(described.get(), settings) : own(settings);
  }

  /** Whether it runs whatever program somebody says: {@code exec}, or a file of the user's own. */
  public static boolean runsAnyProgram(Settings settings) {
    return settings.name().equals(EXEC) || settings.name().startsWith("@");
  }

  /** The kinds of servers that are not ours; a file of the user's own is one more. */
  public static List<OtherServer> others() {
    List<OtherServer> others = new ArrayList<>();
    for (String name : Descriptions.names()) {
      others.add(OtherServer.described(name, Descriptions.find(name).orElseThrow()));
    }
    others.add(OtherServer.exec());
    return others;
  }

  /** The same for who reads no ledger: ours then keep none, which days of service would fill. */
  public static ServerUnderTest withoutLedger(Settings settings) {
    ServerUnderTest server = of(settings);
    boolean said = settings.values().containsKey("ledger");
    return server.has("ledger") && !said ? server.with("ledger", "off") : server;
  }

  /** A server of ours. */
  private static OwnServer own(Settings settings) {
    if (Catalogue.all().stream().noneMatch(known -> known.name().equals(settings.name()))) {
      throw new UsageException(
          "no server is called '"
              + settings.name()
              + "'; there are "
              + String.join(", ", Catalogue.all().stream().map(Strategy::name).toList())
              + ", "
              + String.join(", ", Descriptions.names())
              + ", exec and @FILE.toml");
    }
    Strategy strategy = Catalogue.strategy(settings.name());
    Set<String> known = new TreeSet<>(Population.KEYS);
    known.addAll(strategy.keys());
    settings.requireOnly(known);
    return OwnServer.of(settings);
  }
}
