package stampede.server.spawner;

import java.util.ArrayList;
import java.util.List;
import stampede.contract.ControlMessage;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.WellKnownAddress;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.HandlerPlace;

/**
 * A handler process: receives its sockets and evidence, runs its handlers, and ends when they have
 * left.
 */
public final class HandlerProcessMain {
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
    List<Thread> handlers = start(ControlMessage.parse(message.text()), message.descriptors());
    Thread.ofPlatform().daemon().name("spawner-watch").start(() -> endWith(channel));
    try {
      for (Thread handler : handlers) {
        handler.join();
      }
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Thread> start(ControlMessage serve, List<Descriptor> received) {
    Settings settings = Settings.parse(serve.required("settings"));
    Population population = Population.of(settings);
    int evidenceCount = (int) serve.number("evidence");
    Evidence evidence = Evidence.open(received.subList(0, evidenceCount));
    WellKnownAddress address =
        WellKnownAddress.adopt(received.subList(evidenceCount, received.size()));
    List<Thread> threads = new ArrayList<>();
    for (String slot : serve.required("slots").split(" ", -1)) {
      HandlerPlace place =
          new HandlerPlace(
              evidence.scoreboard().slot(Integer.parseInt(slot)),
              (int) serve.number("handlers"),
              address.socketOf(threads.size()),
              evidence.scoreboard(),
              settings);
      Handler handler =
          new Handler(Catalogue.strategy(settings.name()), place, population, evidence);
      threads.add(
          Thread.ofPlatform()
              .name("handler-" + slot)
              .uncaughtExceptionHandler(HandlerProcessMain::endAll)
              .start(handler));
    }
    return threads;
  }

  /** A handler failed: the others go with it, so that the spawner sees it and replaces them all. */
  private static void endAll(Thread handler, Throwable failure) {
    System.err.println("stampede: " + handler.getName() + " failed: " + failure);
    Runtime.getRuntime().halt(EXIT_FAILED);
  }

  /**
   * The spawner's end of the channel closes when it dies or has no use for this process any more.
   */
  private static void endWith(MessageChannel channel) {
    boolean open = true;
    while (open) {
      open = channel.receive().isPresent();
    }
    Runtime.getRuntime().halt(0);
  }
}
