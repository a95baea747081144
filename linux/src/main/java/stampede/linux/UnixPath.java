package stampede.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The path of a Unix socket in the file system, which outlives the socket unless somebody removes
 * it. Addresses that have none are passed over. Source: unix(7).
 */
final class UnixPath {
  private UnixPath() {}

  /** Removes the path if it is there. */
  static void remove(Address address) {
    if (address instanceof Address.Unix unix && !unix.isAbstract()) {
      try {
        Files.deleteIfExists(unix.path());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /**
   * Removes the path if it is a socket at which nobody listens any more. A server between bind and
   * listen looks the same, so two servers must not be started on one path at the same instant.
   *
   * @return whether it was removed
   */
  static boolean removeAbandoned(Address address) {
    if (address instanceof Address.Unix unix
        && !unix.isAbstract()
        && isSocket(unix.path())
        && isRefused(unix)) {
      remove(unix);
      return true;
    }
    return false;
  }

  /** connect(2) also refuses at plain files, which are somebody's and stay. */
  private static boolean isSocket(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isRefused(Address.Unix unix) {
    int type = Sockets.STREAM | Sockets.NONBLOCK | Sockets.CLOEXEC;
    int number = LinuxException.check(Sockets.socket(unix.family(), type), "socket", unix);
    try (Descriptor probe = new Descriptor(number)) {
      return Sockets.connect(probe.number(), unix.encode()) == Errno.ECONNREFUSED.asResult();
    }
  }
}
