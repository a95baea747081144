package stampede.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where members meet, and what lets them in.
 *
 * @param bind the address of this machine that the others reach
 * @param port the first that is tried; of {@link #PORTS} the first that is free is taken
 * @param place how the others are found
 * @param key what all of them share
 */
public record Meeting(InetAddress bind, int port, Place place, Optional<ClusterKey> key) {
  /** The port that is taken unless another is told. */
  public static final int USUAL_PORT = 7800;

  /** So many members of one address find room. */
  public static final int PORTS = 8;

  /** How the others are found. */
  public sealed interface Place {
    /** At these addresses, at their port or one of the next. */
    record Hosts(List<InetSocketAddress> hosts) implements Place {
      /** Copies the list. */
      public Hosts {
        hosts = List.copyOf(hosts);
      }
    }

    /** At whatever addresses the DNS has for a name, as with a headless service of Kubernetes. */
    record Dns(String name) implements Place {}

    /** By files in a folder that all of them share. */
    record Folder(Path path) implements Place {}

    /** In this process, for tests. */
    record Here(String name) implements Place {}
  }

  /**
   * Checks that whoever can be reached from other machines has a key.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public Meeting {
    if (port < 1 || port > 65535 - PORTS) {
      throw new IllegalArgumentException(
          "port " + port + " is not between 1 and " + (65535 - PORTS));
    }
    if (!bind.isLoopbackAddress() && key.isEmpty()) {
      throw new IllegalArgumentException(
          bind.getHostAddress()
              + " can be reached from other machines: only with a key (--key FILE)");
    }
  }
}
