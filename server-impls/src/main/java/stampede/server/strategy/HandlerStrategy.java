package stampede.server.strategy;

/** A strategy in which every handler waits and attempts by itself, and services what it accepts. */
public non-sealed interface HandlerStrategy extends Strategy {
  /**
   * Makes what one handler needs to wait and attempt. Called by the handler's own thread, which
   * alone uses the result and closes it. The listening socket and what was provided are not the
   * acceptor's to close.
   */
  Acceptor acceptor(HandlerPlace place);
}
