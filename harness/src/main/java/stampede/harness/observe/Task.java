package stampede.harness.observe;

/**
 * One thread, as the kernel numbers it.
 *
 * @param pid its process, at least 1
 * @param tid itself, at least 1; equal to {@code pid} for the first thread
 */
public record Task(int pid, int tid) {}
