/**
 * The accept strategies. A new one is one class that implements {@link
 * stampede.server.strategy.Strategy} and a line in {@link stampede.server.strategy.Catalogue};
 * every test of strategies then runs it too.
 */
package stampede.server.strategy;
