package stampede.harness.server;

import stampede.server.StartException;

/** A server under test that had been started ended before it was told to. */
public final class ServerEndedException extends StartException {
  private static final long serialVersionUID = 1L;

  /** A message for people. */
  public ServerEndedException(String message) {
    super(message);
  }
}
