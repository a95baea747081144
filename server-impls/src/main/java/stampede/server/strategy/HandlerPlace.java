package stampede.server.strategy;

import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;
import stampede.linux.ListeningSocket;
import stampede.server.Settings;

/**
 * Where a handler stands: what a strategy may use to make its {@link Acceptor}. Owned by the
 * handler's process.
 *
 * @param slot the handler's own slot
 * @param handlers how many handlers the server has
 * @param listener the listening socket this handler accepts from: the shared one, or its own where
 *     the address is split
 * @param scoreboard what all handlers share: lock, flag, states
 * @param settings the server's settings
 */
public record HandlerPlace(
    HandlerSlot slot,
    int handlers,
    ListeningSocket listener,
    Scoreboard scoreboard,
    Settings settings) {}
