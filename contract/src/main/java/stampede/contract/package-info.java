/**
 * What both sides of the well-known address must agree on, and the evidence they leave: request
 * ids, the {@code raw} protocol, the scoreboard and service ledger of the handlers, the history of
 * the clients, and the messages by which the harness directs both. Everything that outlives a
 * killed process lies in {@link stampede.linux.SharedMemory}.
 */
package stampede.contract;
