package stampede.linux;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * This process becomes another program: same id, same parent, same CPUs, same wish to {@linkplain
 * ThisProcess#dieWithParent die with its parent}, and none of the JVM's descriptors, handlers or
 * blocked signals. Sources: execve(2), dup2(2), sigprocmask(2), sd_listen_fds(3).
 */
public final class Execution {
  /** The number under which the program finds the first descriptor it is given. */
  public static final int FIRST_GIVEN = 3;

  private static final int F_SETFD = 2;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int FD_CLOEXEC = 1;
  private static final int O_WRONLY = 1;
  private static final int O_CREAT = 0x40;
  private static final int O_APPEND = 0x400;
  private static final int OWNER_ONLY = 0600;
  private static final int SIG_SETMASK = 2;
  private static final int SIGSET_BYTES = 128;
  private static final NativeCall EXECVE = NativeCall.blocking("execve");
  private static final NativeCall OPEN = NativeCall.blocking("open");
  private static final NativeCall DUP2 = NativeCall.quick("dup2");
  private static final NativeCall FCNTL = NativeCall.quick("fcntl");
  private static final NativeCall SIGPROCMASK = NativeCall.quick("sigprocmask");

  private Execution() {}

  /**
   * Becomes a program; returns only when that is not to be, and then this process may have lost
   * descriptors of its own and should end. The calling thread decides: what it wished from the
   * kernel for itself stays.
   *
   * @param program the file to run
   * @param words the command, beginning with what the program is called
   * @param environment all of it
   * @param output where standard output and standard error are appended to; made when missing
   * @param given what the program finds as descriptors {@value #FIRST_GIVEN} and following
   * @return why it could not be
   */
  public static LinuxException become(
      Path program,
      List<String> words,
      Map<String, String> environment,
      Path output,
      List<? extends Descriptor> given) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(program.toString());
      MemorySegment arguments = strings(arena, words);
      MemorySegment variables =
          strings(
              arena,
              environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
      MemorySegment noSignals = arena.allocate(SIGSET_BYTES, 8);
      int log = open(arena, output);
      // links the call and loads its classes while the jars they lie in are still open
      EXECVE.call(arena.allocateFrom("").address(), arguments.address(), variables.address());
      List<Integer> moved = moved(given);
      closeAtExecution();
      SIGPROCMASK.call(SIG_SETMASK, noSignals.address(), 0);
      DUP2.call(log, 1);
      DUP2.call(log, 2);
      for (int i = 0; i < moved.size(); i++) {
        DUP2.call(moved.get(i), FIRST_GIVEN + i);
      }
      int result = EXECVE.call(path.address(), arguments.address(), variables.address());
      return LinuxException.of(result, "execve", program);
    }
  }

  private static MemorySegment strings(Arena arena, List<String> texts) {
    MemorySegment array = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return array;
  }

  private static int open(Arena arena, Path file) {
    int flags = O_WRONLY | O_CREAT | O_APPEND | Sockets.CLOEXEC;
    int number = OPEN.call(arena.allocateFrom(file.toString()).address(), flags, OWNER_ONLY);
    return LinuxException.check(number, "open", file);
  }

  /** Out of the way of the numbers they are to have. */
  private static List<Integer> moved(List<? extends Descriptor> given) {
    List<Integer> moved = new ArrayList<>();
    for (Descriptor each : given) {
      int number = each.fcntl(F_DUPFD_CLOEXEC, FIRST_GIVEN + given.size());
      moved.add(LinuxException.check(number, "fcntl", each, "F_DUPFD_CLOEXEC"));
    }
    return moved;
  }

  /** The JVM opens some files without that mark. */
  private static void closeAtExecution() {
    String[] numbers = new File("/proc/self/fd").list();
    for (String number : numbers == null ? new String[0] : numbers) {
      int fd = Integer.parseInt(number);
      if (fd >= FIRST_GIVEN) {
        FCNTL.call(fd, F_SETFD, FD_CLOEXEC);
      }
    }
  }
}
