/**
 * The handlers, the loop each of them runs, and the spawner that creates them as threads or as
 * processes, replaces those that die, and stops them without losing what they had accepted.
 */
package stampede.server.spawner;
