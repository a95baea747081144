package stampede.server.spawner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 *   spawner -> process   serve    settings, handlers, places  [evidence, then what places name]
 *   spawner -> process   stop
 * </pre>
 */
final class HandlerProcess implements HandlerGroup {
  private final int group;
  private final List<HandlerPlace> places;
  private final Evidence evidence;
  private final JavaCommand command;
  private Process process;
  private MessageChannel channel;
  private boolean stopping;

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
    stopping = false;
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
      if (stopping) {
        sendStop();
      }
    } catch (LinuxException gone) {
      closeChannel();
    }
  }

  private void send() {
    PlaceList list = PlaceList.of(places);
    List<Descriptor> descriptors = new ArrayList<>(evidence.descriptors());
    int evidenceCount = descriptors.size();
    descriptors.addAll(list.descriptors());
    channel.send(
        ControlMessage.of("serve")
            .with("settings", places.getFirst().settings())
            .with("evidence", evidenceCount)
            .with("handlers", places.getFirst().handlers())
            .with("places", list.text())
            .text(),
        descriptors);
  }

  @Override
  public void stop() {
    slots().forEach(HandlerSlot::wantStop);
    if (!stopping) {
      stopping = true;
      sendStop();
    }
  }

  /** One that has not connected yet is told when it does. */
  private void sendStop() {
    if (channel != null && !channel.isClosed()) {
      try {
        channel.send(ControlMessage.of("stop").text(), List.of());
      } catch (LinuxException gone) {
        closeChannel();
      }
    }
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
