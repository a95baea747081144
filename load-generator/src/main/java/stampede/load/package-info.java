/**
 * The clients: arrival schedules, flood engines, and what the clients saw. A process of its own
 * ({@link stampede.load.LoadMain}), directed by {@link stampede.contract.ControlMessage}s, floods
 * one well-known address and leaves its {@link stampede.contract.History} in shared memory.
 */
package stampede.load;
