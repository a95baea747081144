/**
 * Servers under test: how they are started on their CPUs, found, and stopped with nothing left
 * behind.
 */
package stampede.harness.server;
