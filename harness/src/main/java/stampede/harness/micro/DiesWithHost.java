package stampede.harness.micro;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import stampede.linux.ThisProcess;

/**
 * Makes the process of a benchmark end when the one that started it does, however that ends. JMH
 * runs profilers inside that process before the first iteration, which is why it is one; it
 * measures nothing.
 */
public final class DiesWithHost implements InternalProfiler {
  /** The property that names the process which started this one. */
  static final String HOST = "stampede.micro.host";

  private boolean done;

  @Override
  public String getDescription() {
    return "ends this process when its parent ends";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    long host = Long.getLong(HOST, 0);
    if (!done && host > 0 && !ThisProcess.dieWithParent(host)) {
      Runtime.getRuntime().halt(1);
    }
    done = true;
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
