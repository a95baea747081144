package stampede.harness.conformance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import stampede.harness.observe.OpenDescriptors;
import stampede.linux.Errno;
import stampede.linux.LinuxException;
import stampede.linux.ResourceLimit;

/**
 * Processes that have no descriptor left: each has its limit lowered to the number the next one
 * would get, so that accept(2) fails with EMFILE. One thread uses it; closing it gives them their
 * limits back.
 */
public final class DescriptorFamine implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Map<Integer, Long> limits = new LinkedHashMap<>();

  private DescriptorFamine() {}

  /** Takes them away from these processes. */
  public static DescriptorFamine among(Collection<Integer> pids) {
    DescriptorFamine famine = new DescriptorFamine();
    try {
      pids.forEach(famine::exhaust);
      return famine;
    } catch (RuntimeException failure) {
      famine.close();
      throw failure;
    }
  }

  /** What closes a descriptor meanwhile has one left, so it is looked at again. */
  private void exhaust(int pid) {
    limits.put(pid, ResourceLimit.openFiles(pid));
    for (int i = 0; i < ATTEMPTS; i++) {
      int free = OpenDescriptors.lowestFree(pid);
      if (i > 0 && free >= ResourceLimit.openFiles(pid)) {
        return;
      }
      ResourceLimit.setOpenFiles(pid, free);
    }
  }

  @Override
  public void close() {
    limits.forEach(DescriptorFamine::restore);
    limits.clear();
  }

  private static void restore(int pid, long limit) {
    try {
      ResourceLimit.setOpenFiles(pid, limit);
    } catch (LinuxException failure) {
      if (failure.errno() != Errno.ESRCH) {
        throw failure;
      }
    }
  }
}
