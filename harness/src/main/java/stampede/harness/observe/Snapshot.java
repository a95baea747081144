package stampede.harness.observe;

import java.util.Collection;
import java.util.List;
import stampede.linux.Clock;

/**
 * Everything that is counted, read at one instant; two of them bound a measured window.
 *
 * @param atNs when it was read
 * @param handlers what each handler had done; none for a server somebody else started
 * @param serverCpuNs CPU time of the server's processes
 * @param compilerCpuNs of that, the time of the JVMs' compilers
 * @param generatorCompilerCpuNs CPU time of the compilers of the load generator
 * @param cpus what each CPU had done
 * @param tcp the counters of TCP
 */
public record Snapshot(
    long atNs,
    List<HandlerCounts> handlers,
    long serverCpuNs,
    long compilerCpuNs,
    long generatorCompilerCpuNs,
    CpuTimes cpus,
    TcpCounters tcp) {
  /** Reads all the rest now. */
  public static Snapshot now(
      List<HandlerCounts> handlers,
      Collection<Integer> serverPids,
      Collection<Integer> generatorPids) {
    long generatorCompilerCpuNs = ProcessTimes.spent(generatorPids).compilerCpuNs();
    ProcessTimes.Spent spent = ProcessTimes.spent(serverPids);
    return new Snapshot(
        Clock.monotonicNs(),
        handlers,
        spent.cpuNs(),
        spent.compilerCpuNs(),
        generatorCompilerCpuNs,
        CpuTimes.now(),
        TcpCounters.now());
  }
}
