package stampede.server.spawner;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerState;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.LinuxException;
import stampede.linux.MessageChannel;
import stampede.linux.Poll;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;
import stampede.server.WellKnownAddress;
import stampede.server.strategy.Catalogue;

/**
 * The spawner's process, directed over a channel: {@code listen}, with {@code hold=true} followed
 * by {@code start}; then {@code resize} any number of times, and {@code stop}; SIGTERM stops it as
 * well. The conversation is drawn at {@link ControlMessage}.
 */
public final class SpawnerMain {
  private static final long TICK_NS = 5_000_000L;
  private static final long READY_WITHIN_NS = 60_000_000_000L;
  private static final long STOP_WITHIN_NS = 10_000_000_000L;
  private static final int EXIT_START = 69;
  private static final int EXIT_USAGE = 64;
  private static final int EXIT_FAULT = 70;
  private static final int EXIT_FORCED = 1;

  private final MessageChannel channel;
  private volatile boolean terminated;
  private volatile boolean serving;

  private SpawnerMain(MessageChannel channel) {
    this.channel = channel;
  }

  /** Runs until told to stop, then ends the process: 0 when everything left by itself. */
  public static void run(MessageChannel channel) {
    SpawnerMain main = new SpawnerMain(channel);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(main::onTermination));
    Runtime.getRuntime().halt(main.serve());
  }

  /**
   * SIGTERM: the main thread stops the handlers and ends the process with its own exit code, which
   * the JVM would replace if this returned first; so this waits for its own end, within a bound.
   */
  private void onTermination() {
    terminated = true;
    long untilNs = Clock.monotonicNs() + 2 * STOP_WITHIN_NS;
    while (serving && Clock.monotonicNs() < untilNs) {
      LockSupport.parkNanos(TICK_NS);
    }
  }

  private int serve() {
    Optional<MessageChannel.Message> first = channel.receive();
    if (first.isEmpty()) {
      return 0;
    }
    ControlMessage listen = ControlMessage.parse(first.get().text());
    try {
      // stays mapped until the process ends: handlers that had to be left behind still write to it
      return serve(listen, Evidence.open(first.get().descriptors()));
    } catch (UsageException wrong) {
      return failed(wrong.getMessage(), EXIT_USAGE);
    } catch (StartException failure) {
      return failed(failure.getMessage(), EXIT_START);
    } catch (RuntimeException | Error failure) {
      return failed("the server failed: " + failure, EXIT_FAULT);
    }
  }

  private int serve(ControlMessage listen, Evidence evidence) {
    serving = true;
    Settings settings = Settings.parse(listen.required("settings"));
    Population population = Population.of(settings);
    requirePending(population, Address.parse(listen.required("address")));
    try (WellKnownAddress address =
            WellKnownAddress.open(
                Address.parse(listen.required("address")),
                Catalogue.strategy(settings.name()).traits(),
                population.handlers(),
                population.listening());
        Spawner spawner = new Spawner(settings, population, address, evidence)) {
      if (listen.value("hold").orElse("false").equals("true") && !awaitStart(address)) {
        say(ControlMessage.of("stopped").with("clean", true));
        return 0;
      }
      spawner.start();
      if (!spawner.awaitReady(Clock.monotonicNs() + READY_WITHIN_NS)) {
        throw new StartException(notReady(evidence, population));
      }
      channel.send(ControlMessage.of("ready").with("address", address.address()).text(), List.of());
      supervise(spawner);
      boolean clean = spawner.stop(Clock.monotonicNs() + STOP_WITHIN_NS);
      say(ControlMessage.of("stopped").with("clean", clean));
      return clean ? 0 : EXIT_FORCED;
    }
  }

  /** Two policies look at the buffer, which the kernel shows of TCP only. */
  private static void requirePending(Population population, Address address) {
    String policy = population.policy().kind();
    if (address instanceof Address.Unix && (policy.equals("queue") || policy.equals("latency"))) {
      throw new UsageException(
          "policy="
              + policy
              + " needs to see how many requests wait, which the kernel does not tell of a Unix"
              + " socket; listen at HOST:PORT, or say policy=spare");
    }
  }

  /** The address stores requests and nobody comes for them; false when told to end instead. */
  private boolean awaitStart(WellKnownAddress address) {
    channel.send(
        ControlMessage.of("listening").with("address", address.address()).text(), List.of());
    while (!terminated) {
      if (Poll.await(channel.number(), Poll.IN, TICK_NS) > 0) {
        return order().filter(order -> order.verb().equals("start")).isPresent();
      }
    }
    return false;
  }

  /** What the harness says now; empty when nobody is left to say it. */
  private Optional<ControlMessage> order() {
    return channel.receive().map(message -> ControlMessage.parse(message.text()));
  }

  /** Until somebody says stop, or nobody is left to say it. */
  private void supervise(Spawner spawner) {
    Optional<ControlMessage> resizing = Optional.empty();
    while (!terminated) {
      if (Poll.await(channel.number(), Poll.IN, spawner.tickEveryNs()) > 0) {
        Optional<ControlMessage> order = order();
        if (order.isEmpty() || !order.get().verb().equals("resize")) {
          return;
        }
        resizing = resize(spawner, order.get());
      }
      spawner.tick();
      if (resizing.isPresent() && spawner.isResized()) {
        say(new ControlMessage("resized", resizing.get().values()));
        resizing = Optional.empty();
      }
    }
  }

  /** The order if it can be carried out, which is then under way. */
  private Optional<ControlMessage> resize(Spawner spawner, ControlMessage order) {
    Optional<String> refusal = spawner.resize((int) order.number("handlers"));
    if (refusal.isEmpty()) {
      return Optional.of(order);
    }
    say(new ControlMessage("refused", order.values()).with("message", refusal.get()));
    return Optional.empty();
  }

  private static String notReady(Evidence evidence, Population population) {
    int ready = evidence.scoreboard().count(HandlerState.AVAILABLE, HandlerState.SERVICING);
    return "only " + ready + " of " + population.handlers() + " handlers were ready within 60 s";
  }

  private int failed(String message, int exit) {
    say(ControlMessage.of("failed").with("message", message).with("exit", exit));
    return exit;
  }

  /** Tells the harness, unless it is gone. */
  private void say(ControlMessage message) {
    try {
      channel.send(message.text(), List.of());
    } catch (LinuxException gone) {
      System.err.println("stampede: the harness is gone: " + gone.getMessage());
    }
  }
}
