package stampede.server.strategy;

import java.util.ArrayList;
import java.util.List;
import stampede.linux.BpfProgram;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.linux.SharedMemory;
import stampede.linux.SocketArray;

/**
 * What the handlers of {@link ReuseportIdle} need together: the program, the sockets it chooses
 * from, and the memory in which it sees who is available.
 */
final class IdleProvision implements Provision {
  private final SharedMemory availability;
  private final SocketArray places;
  private final BpfProgram program;
  private final List<ListeningSocket> placed = new ArrayList<>();

  private IdleProvision(SharedMemory availability, SocketArray places, BpfProgram program) {
    this.availability = availability;
    this.places = places;
    this.program = program;
  }

  /**
   * Makes all of it for at most {@code most} handlers, or nothing; throws {@link LinuxException}.
   */
  static IdleProvision make(int most, long claimNs) {
    SharedMemory availability = Availability.create(most);
    try {
      return make(availability, most, claimNs);
    } catch (RuntimeException failure) {
      availability.close();
      throw failure;
    }
  }

  private static IdleProvision make(SharedMemory availability, int most, long claimNs) {
    SocketArray places = SocketArray.create("handlers", most);
    try {
      BpfProgram program =
          BpfProgram.load("idle_choice", IdleChoice.of(availability, places, most, claimNs));
      return new IdleProvision(availability, places, program);
    } catch (RuntimeException failure) {
      places.close();
      throw failure;
    }
  }

  @Override
  public List<Descriptor> forHandler(int handler) {
    return List.of(availability.descriptor());
  }

  /** The count is never greater than the sockets that are in their places. */
  @Override
  public void socketsChanged(List<ListeningSocket> sockets) {
    boolean first = placed.isEmpty();
    if (sockets.size() < placed.size()) {
      setCount(sockets.size());
    }
    while (placed.size() > sockets.size()) {
      placed.removeLast();
      places.remove(placed.size());
    }
    while (placed.size() < sockets.size()) {
      places.put(placed.size(), sockets.get(placed.size()));
      placed.add(sockets.get(placed.size()));
    }
    setCount(sockets.size());
    if (first) {
      program.attach(sockets.getFirst());
    }
  }

  private void setCount(int count) {
    availability.putIntRelease(Availability.COUNT_AT, count);
  }

  @Override
  public void close() {
    program.close();
    places.close();
    availability.close();
  }
}
