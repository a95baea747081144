package stampede.server.service;

import stampede.server.strategy.HandlerPlace;

/** Gives each handler its side of the protocol. */
@FunctionalInterface
public interface Exchanges {
  /** A new exchange, whose evidence goes to the slot and the ledger of this handler. */
  Exchange of(HandlerPlace handler);
}
