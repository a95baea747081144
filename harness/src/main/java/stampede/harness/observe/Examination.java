package stampede.harness.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import stampede.linux.Address;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.linux.ThisProcess;

/** What a machine allows and what would spoil a measurement on it, each found by trying it. */
public final class Examination {
  private static final long GOOD_DESCRIPTORS = 10_000;
  private static final int GOOD_SOMAXCONN = 1024;
  private static final int GOOD_PORTS = 20_000;

  private Examination() {}

  /** How much a finding matters. */
  public enum Grade {
    /** As it should be. */
    OK,
    /** Measurements suffer. */
    WARN,
    /** Something of ours cannot work. */
    BAD;

    /** As it is printed. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One thing looked at, what was seen, and what to do; the advice is empty when all is well. */
  public record Finding(Grade grade, String subject, String seen, String advice) {}

  /** Looks at everything. */
  public static List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        ok("kernel", System.getProperty("os.version") + " " + System.getProperty("os.arch")));
    findings.add(ok("java", System.getProperty("java.runtime.version")));
    findings.add(cpus());
    findings.add(descriptors());
    findings.add(somaxconn());
    findings.add(ports());
    findings.add(ipv6());
    findings.add(switches());
    findings.add(queueDepth());
    findings.add(tcpCounters());
    findings.addAll(Permissions.all());
    findings.add(sysctl("kernel.io_uring_disabled", "io_uring"));
    Machine.warnings().forEach(text -> findings.add(new Finding(Grade.WARN, "noise", text, "")));
    return findings;
  }

  private static Finding ok(String subject, String seen) {
    return new Finding(Grade.OK, subject, seen, "");
  }

  private static Finding cpus() {
    int count = Machine.cpus().cardinality();
    String seen = count + " usable " + Machine.cpus();
    return count > 1
        ? ok("CPUs", seen)
        : new Finding(
            Grade.WARN, "CPUs", seen, "with one CPU server and load generator disturb each other");
  }

  private static Finding descriptors() {
    long limit = ThisProcess.descriptorLimit();
    return limit >= GOOD_DESCRIPTORS
        ? ok("open files", "limit " + limit)
        : new Finding(
            Grade.WARN,
            "open files",
            "limit " + limit,
            "raise it for large floods: ulimit -n " + GOOD_DESCRIPTORS);
  }

  private static Finding somaxconn() {
    int limit = number("/proc/sys/net/core/somaxconn");
    return limit >= GOOD_SOMAXCONN
        ? ok("backlog limit", "net.core.somaxconn " + limit)
        : new Finding(
            Grade.WARN,
            "backlog limit",
            "net.core.somaxconn " + limit,
            "the kernel cuts backlogs to it: sysctl net.core.somaxconn=" + GOOD_SOMAXCONN);
  }

  private static Finding ports() {
    int count = LocalPorts.count().orElse(1);
    return count >= GOOD_PORTS
        ? ok("client ports", count + " per source address")
        : new Finding(
            Grade.WARN, "client ports", count + " per source address", "use several: --sources 8");
  }

  private static Finding ipv6() {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("[::1]:0"), 1, false)) {
      return ok("IPv6 loopback", "works, " + socket.address());
    } catch (LinuxException refused) {
      return new Finding(Grade.WARN, "IPv6 loopback", refused.getMessage(), "listen on 127.0.0.1");
    }
  }

  private static Finding switches() {
    boolean seen = ProcessTimes.voluntarySwitches(ThisProcess.pid(), ThisProcess.tid()).isPresent();
    return seen
        ? ok("context switches", "readable: wakeups are counted by the kernel")
        : new Finding(
            Grade.BAD,
            "context switches",
            "/proc/PID/task/TID/status not readable",
            "mount /proc without hidepid");
  }

  private static Finding queueDepth() {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      OptionalInt depth = ListenQueue.of(socket.address()).sample();
      return depth.isPresent()
          ? ok("listen queue", "depth readable")
          : new Finding(
              Grade.WARN,
              "listen queue",
              "depth not readable",
              "mount /proc of this network namespace");
    }
  }

  private static Finding tcpCounters() {
    TcpCounters now = TcpCounters.now();
    return now.since(now, "ListenOverflows").isPresent()
        ? ok("TCP counters", "readable (they count for the whole network namespace)")
        : new Finding(
            Grade.WARN,
            "TCP counters",
            "/proc/thread-self/net/netstat not readable",
            "overflows will be absent");
  }

  private static Finding sysctl(String name, String what) {
    return ok(
        what,
        ProcFile.text("/proc/sys/" + name.replace('.', '/'))
            .map(text -> name + "=" + text.strip())
            .orElse(name + " unknown to this kernel"));
  }

  private static int number(String path) {
    return ProcFile.text(path).map(text -> Integer.parseInt(text.strip())).orElse(0);
  }
}
