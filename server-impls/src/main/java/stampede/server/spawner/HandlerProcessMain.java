package stampede.server.spawner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.ControlMessage;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.HandlerPlace;
import stampede.server.strategy.HandlerStrategy;

/**
 * A handler process: receives its sockets and evidence, runs its handlers, and ends when they have
 * left, or with the spawner.
 */
public final class HandlerProcessMain {
  private static final long LOOK_EVERY_NS = 5_000_000L;
  private static final long END_WITHIN_MS = 1_000;
  private static final int EXIT_FAILED = 70;

  private HandlerProcessMain() {}

  /** Reports as {@code group}, runs the handlers it is given, and returns when all have left. */
  public static void run(MessageChannel channel, int group) {
    channel.send(ControlMessage.of("handler").with("group", group).text(), List.of());
    MessageChannel.Message message = channel.receive().orElse(null);
    if (message == null) {
      return;
    }
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    ControlMessage serve = ControlMessage.parse(message.text());
    Settings settings = Settings.parse(serve.required("settings"));
    List<Descriptor> received = message.descriptors();
    int evidenceCount = (int) serve.number("evidence");
    Evidence evidence = Evidence.open(received.subList(0, evidenceCount));
    List<HandlerPlace> places =
        new PlaceList(serve.required("places"), received.subList(evidenceCount, received.size()))
            .places((int) serve.number("handlers"), evidence.scoreboard(), settings);
    Population population = Population.of(settings);
    switch (Catalogue.strategy(settings.name())) {
      case HandlerStrategy each -> runEach(each, places, population, evidence, channel);
      case CrewStrategy crew ->
          runCrew(
              crew.crew(
                  new CrewPlace(
                      places,
                      population,
                      handler -> evidence.exchange(handler, population.extra()))),
              channel);
    }
  }

  private static void runEach(
      HandlerStrategy strategy,
      List<HandlerPlace> places,
      Population population,
      Evidence evidence,
      MessageChannel channel) {
    List<Thread> threads = new ArrayList<>();
    for (HandlerPlace place : places) {
      threads.add(
          Thread.ofPlatform()
              .name("handler-" + place.slot().handler())
              .uncaughtExceptionHandler(HandlerProcessMain::endAll)
              .start(new Handler(strategy, place, population, evidence)));
    }
    // each sees in its slot that it is to stop; what the channel says is for crews
    Thread watch = watch(channel, () -> {});
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
    end(channel, watch);
  }

  private static void runCrew(Crew crew, MessageChannel channel) {
    crew.start();
    Thread watch = watch(channel, crew::stop);
    while (crew.isAlive()) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    end(channel, watch);
  }

  /** A handler failed: the others go with it, so that the spawner sees it and replaces them all. */
  private static void endAll(Thread handler, Throwable failure) {
    System.err.println("stampede: " + handler.getName() + " failed: " + failure);
    Runtime.getRuntime().halt(EXIT_FAILED);
  }

  /**
   * All have left. The one who watches the channel ends the process: were it left in its call, the
   * JVM would wait 300 ms for it.
   */
  private static void end(MessageChannel channel, Thread watch) {
    channel.endReceiving();
    try {
      watch.join(END_WITHIN_MS);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread watch(MessageChannel channel, Runnable stop) {
    return Thread.ofPlatform().daemon().name("spawner-watch").start(() -> endWith(channel, stop));
  }

  /**
   * The spawner's end of the channel closes when it dies or has no use for this process any more;
   * ours, when all handlers have left.
   */
  private static void endWith(MessageChannel channel, Runnable stop) {
    Optional<MessageChannel.Message> message = channel.receive();
    while (message.isPresent()) {
      stop.run();
      message = channel.receive();
    }
    Runtime.getRuntime().halt(0);
  }
}
