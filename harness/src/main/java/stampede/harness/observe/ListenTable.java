package stampede.harness.observe;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import stampede.linux.Address;

/**
 * What waits at an address, read of the table of TCP sockets: of a listening socket, the receive
 * queue column is the accept queue. Listening sockets stand first, so the table is read as far as
 * they go. It has no such column for Unix sockets. Source: /proc/thread-self/net/tcp, proc(5),
 * net/ipv4/tcp_ipv4.c.
 */
final class ListenTable {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int QUEUE = 4;

  private ListenTable() {}

  /**
   * The depth over all sockets of the port; empty when nobody listens there, or nobody can tell.
   */
  static OptionalInt depth(Address address) {
    return switch (address) {
      case Address.Internet internet -> {
        boolean six = address.family() == Address.AF_INET6;
        String file = "/proc/thread-self/net/" + (six ? "tcp6" : "tcp");
        yield ProcFile.firstLines(file, ListenTable::mayListenFollow)
            .map(lines -> depth(lines, String.format(Locale.ROOT, ":%04X", internet.port())))
            .orElse(OptionalInt.empty());
      }
      case Address.Unix unix -> OptionalInt.empty();
    };
  }

  private static boolean mayListenFollow(String line) {
    String[] fields = fields(line);
    return fields.length <= STATE || fields[STATE].equals(LISTEN) || fields[0].equals("sl");
  }

  private static OptionalInt depth(List<String> lines, String port) {
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
}
