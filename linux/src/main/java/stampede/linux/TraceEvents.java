package stampede.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The numbers by which this kernel knows its tracepoints. They stand in the files of tracefs. Where
 * that is mounted and readable it is read there; else it is mounted for this object alone: in no
 * folder, seen by nobody, gone when it closes. Control plane, any thread. Sources: fsopen(2),
 * fsmount(2), the kernel's Documentation/trace/events.rst.
 */
public final class TraceEvents implements AutoCloseable {
  // the same on every architecture since Linux 5.2
  private static final NativeCall FSOPEN = NativeCall.systemCall("fsopen", 430);
  private static final NativeCall FSCONFIG = NativeCall.systemCall("fsconfig", 431);
  private static final NativeCall FSMOUNT = NativeCall.systemCall("fsmount", 432);
  private static final int CLOEXEC = 1;
  private static final int CONFIG_CREATE = 6;

  /** MOUNT_ATTR_ RDONLY, NOSUID, NODEV, NOEXEC. */
  private static final int READ_ONLY = 0x1 | 0x2 | 0x4 | 0x8;

  private static final List<Path> MOUNTED =
      List.of(Path.of("/sys/kernel/tracing/events"), Path.of("/sys/kernel/debug/tracing/events"));

  private final Path events;
  private final Optional<Descriptor> mount;

  private TraceEvents(Path events, Optional<Descriptor> mount) {
    this.events = events;
    this.mount = mount;
  }

  /**
   * Finds tracefs, or mounts it for this object.
   *
   * @throws LinuxException EPERM where it is not mounted and we may not mount, ENODEV when the
   *     kernel has none, ENOSYS before Linux 5.2
   */
  public static TraceEvents open() {
    return MOUNTED.stream()
        .filter(TraceEvents::isReadable)
        .findFirst()
        .map(events -> new TraceEvents(events, Optional.empty()))
        .orElseGet(TraceEvents::mounted);
  }

  /** A folder below one that may not be entered does not even seem to be there. */
  private static boolean isReadable(Path events) {
    return Files.isReadable(events.resolve("sched/sched_switch/id"));
  }

  /** As {@link #open} where nobody has mounted it. */
  static TraceEvents mounted() {
    try (Descriptor context = new Descriptor(fsopen())) {
      int created = FSCONFIG.call(context.number(), CONFIG_CREATE, 0, 0, 0);
      LinuxException.check(created, "fsconfig", "tracefs", "FSCONFIG_CMD_CREATE");
      int result = FSMOUNT.call(context.number(), CLOEXEC, READ_ONLY);
      Descriptor mount = new Descriptor(LinuxException.check(result, "fsmount", "tracefs"));
      Path events = Path.of("/proc/self/fd/" + mount.number() + "/events");
      return new TraceEvents(events, Optional.of(mount));
    }
  }

  private static int fsopen() {
    try (Arena arena = Arena.ofConfined()) {
      int result = FSOPEN.call(arena.allocateFrom("tracefs").address(), CLOEXEC);
      return LinuxException.check(result, "fsopen", "tracefs");
    }
  }

  /** Why it cannot be opened, in words for people; empty when it can be. Finds out by trying. */
  public static Optional<String> unavailable() {
    try (TraceEvents events = open()) {
      return events.id("sched", "sched_switch").isPresent()
          ? Optional.empty()
          : Optional.of("this kernel has no scheduler tracepoints");
    } catch (LinuxException refused) {
      return Optional.of(reason(refused));
    }
  }

  private static String reason(LinuxException refused) {
    return switch (refused.errno()) {
      case EPERM, EACCES -> "tracefs is not readable: run as root, or with CAP_SYS_ADMIN";
      case ENODEV -> "this kernel has no tracefs";
      default -> refused.getMessage();
    };
  }

  /**
   * The number of a tracepoint, for {@link TracepointCounter}; empty when this kernel has none of
   * that name.
   *
   * @param group such as {@code syscalls}
   * @param name such as {@code sys_exit_accept4}
   * @throws IllegalStateException once it is closed
   */
  public OptionalInt id(String group, String name) {
    if (mount.map(Descriptor::isClosed).orElse(false)) {
      throw new IllegalStateException("closed");
    }
    try {
      String text = Files.readString(events.resolve(group).resolve(name).resolve("id"));
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (IOException absent) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() {
    mount.ifPresent(Descriptor::close);
  }
}
