package stampede.harness.micro.bench;

import java.util.List;
import stampede.harness.micro.handover.Crowd;
import stampede.harness.observe.ProcessTimes;
import stampede.linux.ThisProcess;

/**
 * What has happened until now.
 *
 * @param handOvers so many
 * @param emptyTakes attempts that found nothing
 * @param sleeps how often waiters went to sleep
 * @param cpuNs CPU time of this process, without that of the JIT
 */
record CrowdReading(long handOvers, long emptyTakes, long sleeps, long cpuNs) {
  static CrowdReading of(Crowd crowd) {
    ProcessTimes.Spent spent = ProcessTimes.spent(List.of(ThisProcess.pid()));
    return new CrowdReading(
        crowd.handOvers(),
        crowd.emptyAttempts(),
        crowd.sleeps(),
        spent.cpuNs() - spent.compilerCpuNs());
  }
}
