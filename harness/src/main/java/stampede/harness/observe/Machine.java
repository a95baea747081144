package stampede.harness.observe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stampede.linux.Affinity;
import stampede.linux.ThisProcess;
import stampede.report.Environment;

/** The machine a run happened on, as far as it bears on the figures. */
public final class Machine {
  private static final List<String> SYSCTLS =
      List.of(
          "net.core.somaxconn",
          "net.ipv4.tcp_max_syn_backlog",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_abort_on_overflow",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_tw_reuse",
          "net.ipv4.tcp_migrate_req",
          "kernel.perf_event_paranoid",
          "kernel.io_uring_disabled",
          "kernel.sched_autogroup_enabled",
          "vm.overcommit_memory");

  private Machine() {}

  /** The CPUs this process may use: what cells are placed on. */
  public static BitSet cpus() {
    return Affinity.ofThisThread();
  }

  /** Describes it. */
  public static Environment describe() {
    return new Environment(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        cpuModel(),
        cpus().cardinality(),
        memoryBytes(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        ProcFile.text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
            .map(String::strip)
            .orElse("unknown"),
        virtualization(),
        mitigations(),
        sysctls(),
        limits(),
        warnings());
  }

  private static String cpuModel() {
    return ProcFile.text("/proc/cpuinfo")
        .flatMap(text -> ProcFile.field(text, "model name"))
        .orElse("unknown");
  }

  private static long memoryBytes() {
    return ProcFile.text("/proc/meminfo")
        .flatMap(text -> ProcFile.field(text, "MemTotal"))
        .map(value -> Long.parseLong(value.substring(0, value.indexOf(' '))) * 1024)
        .orElse(0L);
  }

  private static String virtualization() {
    boolean guest =
        ProcFile.text("/proc/cpuinfo").map(text -> text.contains(" hypervisor")).orElse(false);
    return guest ? "virtual machine" : "none seen";
  }

  private static Map<String, String> mitigations() {
    Map<String, String> mitigations = new TreeMap<>();
    String folder = "/sys/devices/system/cpu/vulnerabilities";
    for (String name : ProcFile.names(folder)) {
      ProcFile.text(folder + "/" + name).ifPresent(text -> mitigations.put(name, text.strip()));
    }
    return mitigations;
  }

  private static Map<String, String> sysctls() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : SYSCTLS) {
      ProcFile.text("/proc/sys/" + name.replace('.', '/'))
          .ifPresent(text -> values.put(name, text.strip().replace('\t', ' ')));
    }
    return values;
  }

  private static Map<String, String> limits() {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("open files", Long.toString(ThisProcess.descriptorLimit()));
    ProcFile.text("/sys/fs/cgroup/cpu.max")
        .ifPresent(text -> limits.put("cgroup cpu.max", text.strip()));
    ProcFile.text("/sys/fs/cgroup/memory.max")
        .ifPresent(text -> limits.put("cgroup memory.max", text.strip()));
    return limits;
  }

  /** What would spoil a measurement here, in sentences. */
  public static List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (cpus().cardinality() < 2) {
      warnings.add("one CPU only: server and load generator share it, figures describe both");
    }
    if (!virtualization().equals("none seen")) {
      warnings.add("a virtual machine: compare cells of one run, do not trust absolute figures");
    }
    ProcFile.text("/proc/loadavg")
        .map(text -> Double.parseDouble(text.substring(0, text.indexOf(' '))))
        .filter(load -> load > 0.5 * cpus().cardinality())
        .ifPresent(
            load ->
                warnings.add(
                    "other work runs here: the load average was " + load + " at the start"));
    return warnings;
  }
}
