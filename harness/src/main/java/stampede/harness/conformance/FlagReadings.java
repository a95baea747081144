package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stampede.contract.Scoreboard;
import stampede.harness.observe.Listeners;
import stampede.harness.server.HandlerTask;
import stampede.harness.server.RunningServer;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.Poll;

/**
 * The notification flag as each handler process would read it, at any time and without taking
 * anything: a duplicate of each listening socket it holds, asked by poll(2) whether a request is
 * pending; and the flag in shared memory of a server that keeps one. One thread uses it.
 */
public final class FlagReadings implements AutoCloseable {
  private final List<Reader> readers;
  private final Optional<Scoreboard> flag;

  /** A listening socket as one process has it. */
  private record Reader(int pid, long inode, ListeningSocket socket) {
    boolean isRaised() {
      return (Poll.await(socket.number(), Poll.IN, 0) & Poll.IN) != 0;
    }
  }

  /**
   * One moment.
   *
   * @param raised how many readings say that a request is pending
   * @param all how many readings there are
   */
  public record Reading(int raised, int all) {}

  private FlagReadings(List<Reader> readers, Optional<Scoreboard> flag) {
    this.readers = readers;
    this.flag = flag;
  }

  /** Of all handler processes of a server; {@code kept} when it keeps a flag in shared memory. */
  public static FlagReadings of(RunningServer server, boolean kept) {
    Set<Integer> pids =
        server.handlers().stream()
            .map(HandlerTask::pid)
            .collect(Collectors.toCollection(HashSet::new));
    pids.removeIf(pid -> pid <= 0);
    List<Reader> readers = new ArrayList<>();
    Set<List<Long>> seen = new HashSet<>();
    if (!pids.isEmpty()) {
      for (Listeners.Holder holder : Listeners.holders(server.address(), pids)) {
        if (seen.add(List.of((long) holder.pid(), holder.inode()))) {
          Listeners.duplicate(holder)
              .ifPresent(socket -> readers.add(new Reader(holder.pid(), holder.inode(), socket)));
        }
      }
    }
    return new FlagReadings(readers, kept ? server.scoreboard() : Optional.empty());
  }

  /** How many processes have a listening socket. */
  public int processes() {
    return (int) readers.stream().mapToInt(Reader::pid).distinct().count();
  }

  /** How many listening sockets there are. */
  public int sockets() {
    return (int) readers.stream().mapToLong(Reader::inode).distinct().count();
  }

  /** Whether nobody holds any. */
  public boolean isEmpty() {
    return readers.isEmpty();
  }

  /** Reads all of them, now. */
  public Reading read() {
    int raised = (int) readers.stream().filter(Reader::isRaised).count();
    int words = flag.isPresent() ? 1 : 0;
    return new Reading(raised + (isWordRaised() ? 1 : 0), readers.size() + words);
  }

  private boolean isWordRaised() {
    return flag.isPresent() && flag.get().requestsPending();
  }

  /** Whether the flag says that there are requests: the one in memory, else any socket's. */
  public boolean isRaised() {
    return flag.isPresent() ? isWordRaised() : readers.stream().anyMatch(Reader::isRaised);
  }

  /** How many requests are pending in all the sockets, which are asked one after the other. */
  public int pending() {
    Set<Long> seen = new HashSet<>();
    return readers.stream()
        .filter(reader -> seen.add(reader.inode()))
        .mapToInt(reader -> reader.socket().queue().pending())
        .sum();
  }

  @Override
  public void close() {
    readers.stream().map(Reader::socket).forEach(Descriptor::close);
  }
}
