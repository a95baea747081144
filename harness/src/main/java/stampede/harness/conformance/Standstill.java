package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.harness.server.RunningServer;

/**
 * Every process of a server stopped, so that what a client does meanwhile meets nobody but the
 * kernel: connections are made and wait in the buffer. One thread uses it; closing it lets them go
 * on.
 */
public final class Standstill implements AutoCloseable {
  private final List<Grip> grips = new ArrayList<>();

  private Standstill() {}

  /** Stops them, the spawner first; empty when their processes are not known, or did not stop. */
  public static Optional<Standstill> of(RunningServer server) {
    Standstill standstill = new Standstill();
    List<Integer> pids = server.pids();
    boolean all = !pids.isEmpty();
    for (int pid : pids) {
      Optional<Grip> grip = Grip.on(server, pid);
      grip.ifPresent(standstill.grips::add);
      all &= grip.map(Grip::stop).orElse(false);
    }
    if (!all) {
      standstill.close();
      return Optional.empty();
    }
    return Optional.of(standstill);
  }

  @Override
  public void close() {
    grips.reversed().forEach(Grip::close);
    grips.clear();
  }
}
