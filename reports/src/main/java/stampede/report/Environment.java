package stampede.report;

import java.util.List;
import java.util.Map;

/**
 * The machine, as far as it bears on the figures. Text that could not be read is null.
 *
 * @param kernel release of the running kernel, as uname(2) says it
 * @param arch machine architecture, such as {@code x86_64}
 * @param cpuModel model name of the first processor
 * @param onlineCpus processors online, at least 1
 * @param memoryBytes main memory in bytes
 * @param jvm name and version of the Java virtual machine of the harness
 * @param governor frequency governor; null where the machine shows none
 * @param virtualization hypervisor or container; null when none was noticed
 * @param mitigations processor flaw to the kernel's answer, from
 *     /sys/devices/system/cpu/vulnerabilities
 * @param sysctls kernel settings that matter to an accept path, name to value
 * @param limits resource limits of the run, name to value
 * @param warnings sentences on what may spoil the measurement here
 */
public record Environment(
    String kernel,
    String arch,
    String cpuModel,
    int onlineCpus,
    long memoryBytes,
    String jvm,
    String governor,
    String virtualization,
    Map<String, String> mitigations,
    Map<String, String> sysctls,
    Map<String, String> limits,
    List<String> warnings) {

  public Environment {
    mitigations = Fields.map(mitigations);
    sysctls = Fields.map(sysctls);
    limits = Fields.map(limits);
    warnings = Fields.list(warnings);
  }
}
