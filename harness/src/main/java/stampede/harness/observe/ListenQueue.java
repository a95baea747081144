package stampede.harness.observe;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import stampede.linux.Address;

/**
 * How many requests wait at an address, whoever listens there, read without touching the server's
 * sockets: of a listening socket, the receive queue column of /proc/thread-self/net/tcp is the
 * accept queue. Listening sockets stand first in that file, so it is read as far as they go. TCP
 * only. Source: proc(5), net/ipv4/tcp_ipv4.c.
 */
public final class ListenQueue {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int QUEUE = 4;

  private final String file;
  private final String port;
  private long samples;
  private long sum;
  private int deepest;

  private ListenQueue(String file, String port) {
    this.file = file;
    this.port = port;
  }

  /** Watches an address; samples of a Unix socket are empty. */
  public static ListenQueue of(Address address) {
    return switch (address) {
      case Address.Internet internet ->
          new ListenQueue(
              address.family() == Address.AF_INET6
                  ? "/proc/thread-self/net/tcp6"
                  : "/proc/thread-self/net/tcp",
              String.format(Locale.ROOT, ":%04X", internet.port()));
      case Address.Unix unix -> new ListenQueue("", "");
    };
  }

  /** Looks once, and remembers; the depth over all sockets of the address. */
  public OptionalInt sample() {
    OptionalInt depth = depth();
    depth.ifPresent(
        value -> {
          samples++;
          sum += value;
          deepest = Math.max(deepest, value);
        });
    return depth;
  }

  private OptionalInt depth() {
    if (file.isEmpty()) {
      return OptionalInt.empty();
    }
    return ProcFile.firstLines(file, ListenQueue::mayListenFollow)
        .map(this::depth)
        .orElse(OptionalInt.empty());
  }

  private static boolean mayListenFollow(String line) {
    String[] fields = fields(line);
    return fields.length <= STATE || fields[STATE].equals(LISTEN) || fields[0].equals("sl");
  }

  private OptionalInt depth(List<String> lines) {
    int depth = 0;
    boolean found = false;
    for (String line : lines) {
      String[] fields = fields(line);
      if (fields.length > QUEUE && fields[1].endsWith(port) && fields[STATE].equals(LISTEN)) {
        found = true;
        depth += Integer.parseInt(fields[QUEUE].substring(fields[QUEUE].indexOf(':') + 1), 16);
      }
    }
    return found ? OptionalInt.of(depth) : OptionalInt.empty();
  }

  private static String[] fields(String line) {
    return SPACES.split(line.strip(), -1);
  }

  /** The deepest it was seen; empty when it never was. */
  public OptionalInt deepest() {
    return samples == 0 ? OptionalInt.empty() : OptionalInt.of(deepest);
  }

  /** The mean of the samples; 0 when there are none. */
  public double mean() {
    return samples == 0 ? 0 : (double) sum / samples;
  }
}
