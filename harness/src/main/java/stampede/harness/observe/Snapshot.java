package stampede.harness.observe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stampede.contract.Scoreboard;
import stampede.linux.Clock;

/**
 * Everything that is counted, read at one instant; two of them bound a measured window.
 *
 * @param atNs when it was read
 * @param handlers what each handler had done; none for a server that is not ours
 * @param serverCpuNs CPU time of the server's processes
 * @param compilerCpuNs of that, the time of the JVMs' compilers
 * @param cpus what each CPU had done
 * @param tcp the counters of TCP
 */
public record Snapshot(
    long atNs,
    List<HandlerCounts> handlers,
    long serverCpuNs,
    long compilerCpuNs,
    CpuTimes cpus,
    TcpCounters tcp) {
  /** Reads it all now. */
  public static Snapshot now(Optional<Scoreboard> scoreboard, Collection<Integer> serverPids) {
    ProcessTimes.Spent spent = ProcessTimes.spent(serverPids);
    return new Snapshot(
        Clock.monotonicNs(),
        scoreboard.map(HandlerCounts::now).orElse(List.of()),
        spent.cpuNs(),
        spent.compilerCpuNs(),
        CpuTimes.now(),
        TcpCounters.now());
  }
}
