package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import stampede.linux.Affinity;
import stampede.linux.ThisProcess;

/** What a call costs that does next to nothing: the floor of all others. */
@State(Scope.Thread)
public class LeastCall {
  /** A system call. */
  @Benchmark
  @Measures("getpid: into the kernel and back")
  public int pid() {
    return ThisProcess.pid();
  }

  /** A function of libc that need not enter the kernel. */
  @Benchmark
  @Measures("sched_getcpu: into libc and back, as each accept does to note its CPU")
  public int cpu() {
    return Affinity.currentCpu();
  }
}
