package stampede.harness.observe;

/** The ports that the kernel gives to connections of this machine. Source: ip(7). */
public final class LocalPorts {
  private static final String RANGE = "/proc/sys/net/ipv4/ip_local_port_range";
  private static final String USUAL = "32768 60999";

  private LocalPorts() {}

  /** How many there are, for each source address. */
  public static int count() {
    String[] ends = ProcFile.text(RANGE).orElse(USUAL).strip().split("\\s+", -1);
    return Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
  }
}
