package stampede.load;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.MessageChannel;

/**
 * Serves the harness: one flood after another, as its messages {@code run} ask, until its end of
 * the channel closes. One thread receives; the flood has threads of its own, so that {@code cancel}
 * is heard while it goes on.
 */
final class LoadService {
  private final MessageChannel channel;
  private Optional<Running> running = Optional.empty();

  /** A flood under way. */
  private record Running(AtomicBoolean answered, Cancellation cancellation, Lease lease) {}

  LoadService(MessageChannel channel) {
    this.channel = channel;
  }

  /** Serves until the other side is gone. */
  void serve() {
    Optional<MessageChannel.Message> message = channel.receive();
    while (message.isPresent()) {
      obey(message.get());
      message = channel.receive();
    }
    running.ifPresent(run -> run.cancellation().cancel());
  }

  private void obey(MessageChannel.Message message) {
    ControlMessage order = ControlMessage.parse(message.text());
    boolean busy = running.isPresent() && !running.get().answered().get();
    switch (order.verb()) {
      case "run" -> {
        if (busy) {
          message.descriptors().forEach(Descriptor::close);
          send(failed(LoadException.OWN_FAULT, "another run is still under way"));
        } else {
          start(order, message.descriptors());
        }
      }
      case "wanted" -> running.ifPresent(run -> run.lease().renew());
      case "cancel" -> running.ifPresent(run -> run.cancellation().cancel());
      default -> {
        message.descriptors().forEach(Descriptor::close);
        send(failed(LoadException.OWN_FAULT, "no such message: " + order.verb()));
      }
    }
  }

  private void start(ControlMessage order, List<Descriptor> descriptors) {
    Cancellation cancellation = new Cancellation();
    Lease lease = new Lease(leaseNs(order), cancellation);
    Running run = new Running(new AtomicBoolean(), cancellation, lease);
    running = Optional.of(run);
    Thread.ofPlatform()
        .name("run")
        .daemon()
        .start(
            () -> {
              ControlMessage answer = answer(order, descriptors, run.cancellation());
              lease.end();
              // before it is sent, for the next run may come at once
              run.answered().set(true);
              send(answer);
            });
  }

  private static long leaseNs(ControlMessage order) {
    return order
        .value("leaseNs")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private ControlMessage answer(
      ControlMessage order, List<Descriptor> descriptors, Cancellation cancellation) {
    if (descriptors.size() != 1) {
      descriptors.forEach(Descriptor::close);
      return failed(
          LoadException.OWN_FAULT,
          "a run comes with the history's descriptor alone, not with " + descriptors.size());
    }
    try (History history = History.open(descriptors.getFirst())) {
      Flood flood = new Flood(FloodSettings.of(order), history, cancellation);
      Tally tally = flood.run(window -> begins(flood, window));
      return DoneMessage.of(flood, tally, history, cancellation.isCancelled());
    } catch (LoadException failure) {
      return failed(failure.exitCode(), failure.getMessage());
    } catch (RuntimeException failure) {
      return failed(LoadException.OWN_FAULT, "the load generator failed: " + failure);
    }
  }

  /** Who named no start is told which it is. */
  private void begins(Flood flood, Window window) {
    if (flood.settings().startNs() == 0) {
      send(ControlMessage.of("begins").with("startNs", window.startNs()));
    }
  }

  private static ControlMessage failed(int exitCode, String message) {
    return ControlMessage.of("failed").with("message", message).with("exit", exitCode);
  }

  private synchronized void send(ControlMessage message) {
    try {
      channel.send(message.text(), List.of());
    } catch (LinuxException gone) {
      // only the harness's end makes a send fail; serve() sees the same and ends the process
      System.err.println("the harness is gone: " + gone.getMessage());
    }
  }
}
