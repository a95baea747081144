package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The listening sockets among which a {@link BpfProgram} chooses, by their places: a BPF map of
 * type REUSEPORT_SOCKARRAY. A socket stands in at most one array and leaves it by itself when its
 * last holder closes it. Any thread; programs see a change at once. Sources: bpf(2),
 * kernel/bpf/reuseport_array.c.
 */
public final class SocketArray extends Descriptor {
  private static final int TYPE_REUSEPORT_SOCKARRAY = 20;
  private static final int ATTRIBUTE_BYTES = 32;

  private SocketArray(Descriptor map) {
    super(map);
  }

  /**
   * An array without sockets.
   *
   * @param name as in {@link Bpf#memory}
   * @param places how many sockets it can hold, at least 1
   * @throws LinuxException EPERM without privilege
   */
  public static SocketArray create(String name, int places) {
    return new SocketArray(Bpf.createMap(name, TYPE_REUSEPORT_SOCKARRAY, Long.BYTES, places, 0));
  }

  /**
   * Puts a socket at {@code place}, instead of what was there.
   *
   * @throws LinuxException EINVAL when the socket does not share its address, EBUSY when it stands
   *     in another place or array, E2BIG when there is no such place
   */
  public void put(int place, ListeningSocket socket) {
    int result = change(Bpf.MAP_UPDATE, place, socket.number());
    LinuxException.check(result, "bpf", "BPF_MAP_UPDATE_ELEM", this, place, socket);
  }

  /** Empties {@code place}; false when it was empty. */
  public boolean remove(int place) {
    int result = change(Bpf.MAP_DELETE, place, 0);
    if (result == Errno.ENOENT.asResult()) {
      return false;
    }
    LinuxException.check(result, "bpf", "BPF_MAP_DELETE_ELEM", this, place);
    return true;
  }

  private int change(int command, int place, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(ValueLayout.JAVA_INT, place);
      MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_LONG, fd);
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      attribute.set(ValueLayout.JAVA_INT, 0, number());
      attribute.set(ValueLayout.JAVA_LONG, 8, key.address());
      if (command == Bpf.MAP_UPDATE) {
        attribute.set(ValueLayout.JAVA_LONG, 16, value.address());
      }
      return Bpf.call(command, attribute);
    }
  }
}
