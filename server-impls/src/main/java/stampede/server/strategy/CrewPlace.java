package stampede.server.strategy;

import java.util.List;
import stampede.server.Population;
import stampede.server.service.Exchanges;

/**
 * Where a crew stands: what a {@link CrewStrategy} may use. Owned by the handlers' process.
 *
 * @param handlers the places of its handlers, at least one
 * @param population the server's, for its deadline
 * @param exchanges makes each handler its side of the protocol, with its evidence
 */
public record CrewPlace(List<HandlerPlace> handlers, Population population, Exchanges exchanges) {}
