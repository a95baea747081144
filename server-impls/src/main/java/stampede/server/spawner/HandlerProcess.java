package stampede.server.spawner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerSlot;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.MessageChannel;
import stampede.server.JavaCommand;
import stampede.server.StartException;
import stampede.server.strategy.HandlerPlace;

/**
 * A handler process as the spawner sees it: a JVM with the threads of one or several handlers. It
 * is started, connects back, and is then sent its sockets and the shared evidence. The thread that
 * starts it must live as long as it.
 *
 * <pre>
 *   process -> spawner   handler  group=N
 *   spawner -> process   serve    settings, population, handlers  [scoreboard, trace, ledger?, sockets...]
 * </pre>
 */
final class HandlerProcess implements HandlerGroup {
  private final int group;
  private final List<HandlerPlace> places;
  private final Evidence evidence;
  private final JavaCommand command;
  private Process process;
  private MessageChannel channel;

  HandlerProcess(int group, List<HandlerPlace> places, Evidence evidence, JavaCommand command) {
    this.group = group;
    this.places = List.copyOf(places);
    this.evidence = evidence;
    this.command = command;
  }

  @Override
  public List<HandlerSlot> slots() {
    return places.stream().map(HandlerPlace::slot).toList();
  }

  @Override
  public void start() {
    closeChannel();
    slots().forEach(HandlerSlot::prepare);
    try {
      process = command.with("--group", String.valueOf(group)).start();
    } catch (IOException failure) {
      throw new StartException("cannot start a handler process: " + failure.getMessage(), failure);
    }
  }

  @Override
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * The process has connected: send it what it needs. Owns the channel from now on. A process that
   * died since is found by {@link #isAlive} and replaced like any other.
   */
  void connected(MessageChannel connection) {
    closeChannel();
    channel = connection;
    try {
      send();
    } catch (LinuxException gone) {
      closeChannel();
    }
  }

  private void send() {
    List<Descriptor> descriptors = new ArrayList<>(evidence.descriptors());
    places.stream().map(HandlerPlace::listener).distinct().forEach(descriptors::add);
    HandlerPlace first = places.getFirst();
    channel.send(
        ControlMessage.of("serve")
            .with("settings", first.settings())
            .with("evidence", evidence.descriptors().size())
            .with("handlers", first.handlers())
            .with(
                "slots",
                slots().stream().map(s -> "" + s.handler()).collect(Collectors.joining(" ")))
            .text(),
        descriptors);
  }

  @Override
  public void end() {
    if (process != null) {
      process.destroyForcibly();
    }
    closeChannel();
  }

  private void closeChannel() {
    if (channel != null) {
      channel.close();
    }
  }
}
