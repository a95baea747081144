/**
 * Faults under flood: handler processes that are killed or stopped in mid-run, and what that cost
 * the clients.
 */
package stampede.harness.fault;
