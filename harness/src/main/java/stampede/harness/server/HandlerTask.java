package stampede.harness.server;

/**
 * One thread of execution that services requests, as the kernel knows it.
 *
 * @param handler its number, from 0
 * @param pid its process
 * @param tid its thread
 */
public record HandlerTask(int handler, int pid, int tid) {}
