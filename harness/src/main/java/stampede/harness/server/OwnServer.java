package stampede.harness.server;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.ControlMessage;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.contract.Units;
import stampede.harness.Directed;
import stampede.harness.Interruption;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.server.JavaCommand;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;
import stampede.server.policy.PolicyRule;
import stampede.server.spawner.Evidence;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/** A server of ours: a strategy and a population, started as a process of its own. */
public final class OwnServer implements ServerUnderTest {
  private static final long READY_WITHIN_NS = 90_000_000_000L;

  private final Settings settings;
  private final Population population;

  private OwnServer(Settings settings, Population population) {
    this.settings = settings;
    this.population = population;
  }

  /** Checks the settings; throws {@link UsageException} with a message for people. */
  public static OwnServer of(Settings settings) {
    return new OwnServer(settings, Population.of(settings));
  }

  @Override
  public ServerDescription description() {
    Strategy strategy = Catalogue.strategy(settings.name());
    return new ServerDescription(
        settings.name(),
        settings.toString(),
        population.as().text(),
        population.handlers(),
        population.threadsPerProcess(),
        shown().values(),
        strategy.traits().origin(),
        strategy.traits().notifies().text(),
        population.ledger(),
        strategy.traits().splitAddress() ? "split" : "shared");
  }

  /** With the target it keeps, said or not: reports hold the wait against it. */
  private Settings shown() {
    return population.policy().rule() instanceof PolicyRule.Latency latency
        ? settings.withDefault("target", Units.duration(latency.target().waitNs()))
        : settings;
  }

  /** Its population, as checked. */
  public Population population() {
    return population;
  }

  @Override
  public boolean has(String key) {
    return Population.KEYS.contains(key)
        || Catalogue.strategy(settings.name()).keys().contains(key);
  }

  @Override
  public OwnServer with(String key, String value) {
    return of(settings.with(key, value));
  }

  @Override
  public OwnServer with(Map<String, String> several) {
    Settings all = settings;
    for (Map.Entry<String, String> setting : several.entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    return of(all);
  }

  @Override
  public boolean doesWork() {
    return true;
  }

  @Override
  public Map<String, Declaration> declarations() {
    return OwnDeclarations.of(Catalogue.strategy(settings.name()));
  }

  @Override
  public RunningServer start(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    long askedNs = Clock.monotonicNs();
    Launch launch = launch(address, cpus, expectedRequests, interruption, false);
    return running(launch, interruption, askedNs);
  }

  @Override
  public Optional<HeldServer> listen(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    Launch launch = launch(address, cpus, expectedRequests, interruption, true);
    try {
      long untilNs = Clock.monotonicNs() + READY_WITHIN_NS;
      ControlMessage answer = said("listening", launch.spawner.await(untilNs, interruption));
      Address bound = Address.parse(answer.required("address"));
      return Optional.of(
          new OwnHeldServer(
              launch.spawner, bound, () -> begin(launch, interruption), launch::close));
    } catch (RuntimeException failure) {
      launch.close();
      throw failure;
    }
  }

  private RunningServer begin(Launch launch, Interruption interruption) {
    long askedNs = Clock.monotonicNs();
    launch.spawner.send(ControlMessage.of("start"), List.of());
    return running(launch, interruption, askedNs);
  }

  /** A spawner's process that was told where to listen, and the evidence it was given. */
  private record Launch(Directed spawner, Evidence evidence) {
    void close() {
      spawner.close();
      evidence.close();
    }
  }

  private Launch launch(
      Address address,
      BitSet cpus,
      long expectedRequests,
      Interruption interruption,
      boolean hold) {
    Evidence evidence = evidence(expectedRequests);
    Directed spawner = null;
    try {
      JavaCommand command =
          JavaCommand.server(Catalogue.strategy(settings.name()).libraries()).with("spawner");
      spawner = Directed.start("the server " + settings, command, cpus, interruption);
      spawner.send(
          ControlMessage.of("listen")
              .with("settings", settings)
              .with("address", address)
              .with("hold", hold),
          evidence.descriptors());
      return new Launch(spawner, evidence);
    } catch (RuntimeException failure) {
      if (spawner != null) {
        spawner.close();
      }
      evidence.close();
      throw failure;
    }
  }

  private Evidence evidence(long expectedRequests) {
    return new Evidence(
        Scoreboard.create(population.most()),
        population.ledger()
            ? Optional.of(Ledger.create(expectedRequests, population.most()))
            : Optional.empty(),
        PopulationTrace.create(PopulationTrace.USUAL_SAMPLES));
  }

  /** Waits until it is ready; what was launched is undone when it is not. */
  private RunningServer running(Launch launch, Interruption interruption, long askedNs) {
    try {
      long untilNs = askedNs + READY_WITHIN_NS;
      ControlMessage answer = said("ready", launch.spawner.await(untilNs, interruption));
      Address bound = Address.parse(answer.required("address"));
      long readyNs = Clock.monotonicNs() - askedNs;
      return new OwnRunningServer(
          launch.spawner, launch.evidence, bound, population.backlog(), readyNs);
    } catch (RuntimeException failure) {
      launch.close();
      throw failure;
    }
  }

  private static ControlMessage said(String verb, ControlMessage answer) {
    if (answer.verb().equals(verb)) {
      return answer;
    }
    String message = answer.value("message").orElse("the server said '" + answer.verb() + "'");
    throw answer.value("exit").orElse("").equals("64")
        ? new UsageException(message)
        : new StartException(message);
  }
}
