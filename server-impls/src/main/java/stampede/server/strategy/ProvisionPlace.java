package stampede.server.strategy;

import java.util.List;
import stampede.contract.Scoreboard;
import stampede.linux.ListeningSocket;
import stampede.server.Settings;

/**
 * What a strategy may use to make its {@link Provision}.
 *
 * @param sockets the listening sockets: one that all share, or one for each handler there is
 * @param most the most handlers the server can have
 * @param scoreboard what all handlers share
 * @param settings the server's settings
 */
public record ProvisionPlace(
    List<ListeningSocket> sockets, int most, Scoreboard scoreboard, Settings settings) {}
