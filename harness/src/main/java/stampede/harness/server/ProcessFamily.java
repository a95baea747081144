package stampede.harness.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import stampede.linux.Clock;
import stampede.linux.PidFd;
import stampede.linux.Signal;

/**
 * A process that leads a session of its own, and everything it started: whoever is in its session,
 * and whoever descends from one who is. One that left the session and whose parent ended is
 * nobody's any more, and is not seen. The kernel gives the number of a session to nobody else while
 * it has members. Any thread. Source: proc(5), setsid(2).
 */
final class ProcessFamily {
  private static final long LOOK_EVERY_NS = 2_000_000L;
  private static final char ZOMBIE = 'Z';

  private final Process process;
  private final int leader;
  private volatile boolean extinct;

  /** The family of a child of ours. */
  ProcessFamily(Process process) {
    this.process = process;
    this.leader = (int) process.pid();
  }

  /** What /proc/PID/stat says. */
  private record Stat(int pid, char state, int parent, int session) {}

  /** Its processes that run: the leader first, then the others by id. */
  List<Integer> members() {
    if (extinct) {
      return List.of();
    }
    boolean led = process.isAlive();
    List<Integer> members = members(everybody());
    extinct = !led && members.isEmpty();
    return members;
  }

  private List<Integer> members(List<Stat> all) {
    Set<Integer> family = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Stat each : all) {
        if (each.session == leader || family.contains(each.parent)) {
          grown |= family.add(each.pid);
        }
      }
    }
    List<Integer> members = new ArrayList<>();
    for (Stat each : all) {
      if (family.contains(each.pid) && each.state != ZOMBIE) {
        members.add(each.pid == leader ? 0 : members.size(), each.pid);
      }
    }
    return members;
  }

  /** Waits until nobody of it runs; whether that came in time. */
  boolean awaitEnd(long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    while (!members().isEmpty()) {
      if (Clock.monotonicNs() >= untilNs) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return true;
  }

  /** Kills everybody of it, also those who are born meanwhile; whether nobody is left in time. */
  boolean end(long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    for (List<Integer> left = members(); !left.isEmpty(); left = members()) {
      left.forEach(this::kill);
      if (Clock.monotonicNs() >= untilNs) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return true;
  }

  /** Held before it is found to be one of ours, so that nobody else is struck. */
  private void kill(int pid) {
    PidFd.open(pid)
        .ifPresent(
            process -> {
              try (process) {
                if (members().contains(pid)) {
                  process.send(Signal.KILL);
                }
              }
            });
  }

  private static List<Stat> everybody() {
    List<Stat> all = new ArrayList<>();
    String[] names = new File("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        read(name, all);
      }
    }
    all.sort((a, b) -> Integer.compare(a.pid, b.pid));
    return all;
  }

  private static void read(String pid, List<Stat> all) {
    try {
      String text = Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
      // the name, in parentheses, may hold anything
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 5);
      all.add(
          new Stat(
              Integer.parseInt(pid),
              fields[0].charAt(0),
              Integer.parseInt(fields[1]),
              Integer.parseInt(fields[3])));
    } catch (IOException gone) {
      // ended meanwhile
    }
  }
}
