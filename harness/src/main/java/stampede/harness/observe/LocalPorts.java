package stampede.harness.observe;

import java.util.Optional;
import java.util.OptionalInt;

/** The ports that the kernel gives to connections of this machine. Source: ip(7). */
public final class LocalPorts {
  private static final String RANGE = "/proc/sys/net/ipv4/ip_local_port_range";

  private LocalPorts() {}

  /** How many there are, for each source address; empty when the kernel does not say. */
  public static OptionalInt count() {
    Optional<String[]> ends = ProcFile.text(RANGE).map(text -> text.strip().split("\\s+", -1));
    return ends.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(ends.get()[1]) - Integer.parseInt(ends.get()[0]) + 1);
  }
}
