/**
 * A server whose handlers accept in parallel: its settings, its process, and the sockets at its
 * well-known address. The ways to accept are in {@link stampede.server.strategy}, the handlers and
 * who creates them in {@link stampede.server.spawner}.
 */
package stampede.server;
