/**
 * How many handlers a server should have: the spawner's policies. Pure: what they see once a tick
 * is all they know, so a simulated queue and a fake clock test them.
 */
package stampede.server.policy;
