package stampede.harness.server;

import java.util.List;
import stampede.linux.Address;

/**
 * A server whose well-known address is there and stores requests, and which has no handler yet
 * (claims 9 and 16). One thread uses it. Closing it ends a server that was not begun; one that was
 * belongs to whoever began it.
 */
public interface HeldServer extends AutoCloseable {
  /** The well-known address. */
  Address address();

  /** What to flood: its address and protocol as a URL. */
  String target();

  /** Its processes so far: none, or its spawner. */
  List<Integer> pids();

  /** Lets it create its handlers, and waits until they are ready; once. */
  RunningServer begin();

  @Override
  void close();
}
