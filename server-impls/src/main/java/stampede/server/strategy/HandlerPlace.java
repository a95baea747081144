package stampede.server.strategy;

import java.util.List;
import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.server.Population;
import stampede.server.Settings;

/**
 * Where a handler stands: what a strategy may use to make its {@link Acceptor}. Owned by the
 * handler's process.
 *
 * @param slot the handler's own slot
 * @param handlers the most handlers the server can have
 * @param listener the listening socket this handler accepts from: the shared one, or its own where
 *     the address is split
 * @param scoreboard what all handlers share: lock, flag, states
 * @param settings the server's settings
 * @param provided what the strategy {@linkplain Strategy#provide provided} for this handler
 */
public record HandlerPlace(
    HandlerSlot slot,
    int handlers,
    ListeningSocket listener,
    Scoreboard scoreboard,
    Settings settings,
    List<Descriptor> provided) {
  private static final Accepting DIRECT = new DirectAccepting();

  /** How the handler is to accept; its own, for one thread. */
  Accepting accepting() {
    long stream = slot.generation() << 32 | slot.handler();
    return accepting(settings, scoreboard, stream);
  }

  /** The same for one who accepts for handlers; {@code stream} tells it from others. */
  static Accepting accepting(Settings settings, Scoreboard scoreboard, long stream) {
    return settings.isOn(Population.FAULTS, false)
        ? new FaultyAccepting(scoreboard.acceptFaults().draws(stream))
        : DIRECT;
  }
}
