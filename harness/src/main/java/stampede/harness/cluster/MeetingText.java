package stampede.harness.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.cluster.ClusterKey;
import stampede.cluster.Meeting;
import stampede.server.UsageException;

/** Where members meet, as people write it. */
public final class MeetingText {
  private static final String DNS = "dns:";
  private static final String FOLDER = "file:";

  private MeetingText() {}

  /**
   * Reads it.
   *
   * @param join HOST[:PORT] and so on between commas, dns:NAME, or file:FOLDER; by default those of
   *     {@code bind}
   * @param bind the address of this machine
   * @param port the first that is tried there, and of hosts that name none
   * @param key the file of the key
   * @throws UsageException with a message for people
   */
  public static Meeting read(Optional<String> join, String bind, int port, Optional<Path> key) {
    try {
      InetAddress address = address(bind);
      return new Meeting(address, port, place(join.orElse(bind), port), key.map(ClusterKey::read));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }

  private static Meeting.Place place(String join, int port) {
    if (join.startsWith(DNS)) {
      return new Meeting.Place.Dns(join.substring(DNS.length()));
    }
    if (join.startsWith(FOLDER)) {
      return new Meeting.Place.Folder(Path.of(join.substring(FOLDER.length())));
    }
    List<InetSocketAddress> hosts = new ArrayList<>();
    for (String host : join.split(",", -1)) {
      hosts.add(host(host.strip(), port));
    }
    return new Meeting.Place.Hosts(hosts);
  }

  /** More than one colon is an IPv6 address without a port, unless there are brackets. */
  private static InetSocketAddress host(String text, int port) {
    int colon = text.lastIndexOf(':');
    boolean namesPort =
        colon > 0
            && (text.startsWith("[") ? text.charAt(colon - 1) == ']' : text.indexOf(':') == colon);
    String host = namesPort ? text.substring(0, colon) : text;
    int itsPort = namesPort ? number(text.substring(colon + 1), text) : port;
    if (itsPort < 1 || itsPort > 65535 - Meeting.PORTS) {
      throw new IllegalArgumentException("'" + text + "': port " + itsPort + " cannot be");
    }
    return new InetSocketAddress(address(host), itsPort);
  }

  private static int number(String port, String text) {
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "': the port must be a number", notANumber);
    }
  }

  private static InetAddress address(String host) {
    try {
      if (host.isEmpty()) {
        throw new UnknownHostException("an empty name");
      }
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("no such host: '" + host + "'", unknown);
    }
  }
}
