package stampede.harness.observe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.Listener;
import stampede.linux.ListeningSocket;
import stampede.linux.PidFd;
import stampede.linux.SocketDiagnosis;

/**
 * Who holds the listening sockets of an address: how the workers of any server are found, and a
 * duplicate of their socket to look into. Any thread in whose network the address is. Source:
 * proc(5).
 */
public final class Listeners {
  private static final String SOCKET = "socket:[";

  /** Bounds a walk over all processes. */
  private static final int MAX_SOCKETS = 1 << 20;

  private Listeners() {}

  /**
   * A descriptor of a listening socket in some process.
   *
   * @param pid the process
   * @param descriptor its number there
   * @param inode names the socket: holders of the same inode share it
   */
  public record Holder(int pid, int descriptor, long inode) {}

  /**
   * The descriptors of all sockets that listen at {@code address}, by process and number. Processes
   * whose descriptors we may not read have none here.
   *
   * @param among the processes to look at; empty looks at every process
   */
  public static List<Holder> holders(Address address, Collection<Integer> among) {
    Set<Long> inodes =
        SocketDiagnosis.listeners(address).orElse(List.of()).stream()
            .map(Listener::inode)
            .collect(Collectors.toSet());
    List<Integer> pids = among.isEmpty() ? processes() : List.copyOf(among);
    return inodes.isEmpty()
        ? List.of()
        : pids.stream()
            .flatMap(Listeners::sockets)
            .limit(MAX_SOCKETS)
            .filter(holder -> inodes.contains(holder.inode()))
            .toList();
  }

  private static List<Integer> processes() {
    return ProcFile.names("/proc").stream()
        .filter(name -> Character.isDigit(name.charAt(0)))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  private static Stream<Holder> sockets(int pid) {
    return OpenFiles.of(pid)
        .flatMap(
            file ->
                inode(file.target()).stream()
                    .mapToObj(inode -> new Holder(pid, file.number(), inode)));
  }

  /** The inode of the socket a descriptor is of; empty when it is of something else. */
  private static OptionalLong inode(String target) {
    return target.startsWith(SOCKET)
        ? OptionalLong.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
        : OptionalLong.empty();
  }

  /**
   * A duplicate, owned by the caller, of a descriptor of another process, to poll or to ask about.
   * Its mode is shared with that process: leave it alone. Empty when the process or its descriptor
   * is gone, or the kernel does not give it to us.
   *
   * @param descriptor its number in that process
   */
  public static Optional<Descriptor> duplicate(int pid, int descriptor) {
    Optional<PidFd> process = PidFd.open(pid);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    try (PidFd held = process.get()) {
      return held.descriptor(descriptor);
    }
  }

  /**
   * As {@link #duplicate(int, int)} of the very socket that was found; empty also when the number
   * means another by now.
   */
  public static Optional<ListeningSocket> duplicate(Holder holder) {
    Optional<Descriptor> copy = duplicate(holder.pid(), holder.descriptor());
    if (copy.isPresent() && !isOf(copy.get(), holder.inode())) {
      copy.get().close();
      return Optional.empty();
    }
    return copy.map(ListeningSocket::adopt);
  }

  private static boolean isOf(Descriptor socket, long inode) {
    return OpenFiles.target("/proc/self/fd/" + socket.number())
        .map(target -> target.equals(SOCKET + inode + "]"))
        .orElse(false);
  }
}
