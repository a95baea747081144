/** Netty, for the strategies that are its own; nobody else loads these classes. */
package stampede.server.strategy.peer.netty;
