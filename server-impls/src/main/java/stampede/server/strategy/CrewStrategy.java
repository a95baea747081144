package stampede.server.strategy;

/**
 * A strategy in which the handlers of one process share threads that accept for them, or an event
 * loop of somebody else's: thread per connection, the peers inside the JVM.
 */
public non-sealed interface CrewStrategy extends Strategy {
  /** Makes the handlers of one process, not yet started; all of a server's when as threads. */
  Crew crew(CrewPlace place);
}
