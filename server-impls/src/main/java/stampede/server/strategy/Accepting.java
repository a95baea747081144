package stampede.server.strategy;

/**
 * The accept call of one handler: the kernel's own, or under a fault plan.
 *
 * <p>A class and not an interface, because the compiler of the JVM then calls the only loaded
 * subclass without looking which it is; the second is loaded only in a server that takes fault
 * plans.
 */
abstract class Accepting {
  /** See {@link stampede.linux.Sockets#accept}. */
  abstract int accept(int listener);

  /** See {@link stampede.linux.Sockets#acceptNow}. */
  abstract int acceptNow(int listener);
}
