/**
 * The peers: ways of accepting that the JDK and Netty have, with the same protocol and the same
 * evidence as ours. What a handler is differs; that it services one request at a time, on a thread
 * of its own, does not. No class here but those of {@code netty} refers to one of Netty, so that
 * the catalogue can be read where Netty is not.
 */
package stampede.server.strategy.peer;
