/**
 * How an accepted request is serviced: the same protocol, work and evidence for every strategy,
 * whoever moves the bytes.
 */
package stampede.server.service;
