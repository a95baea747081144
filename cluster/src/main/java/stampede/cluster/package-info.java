/**
 * Many machines that do one work at one time. {@link stampede.cluster.Membership} says who is there
 * and carries messages, {@link stampede.cluster.Wire} says how a message is written, {@link
 * stampede.cluster.Controller} and {@link stampede.cluster.Agent} are the two sides of the
 * protocol. What the work is, this module does not know.
 */
package stampede.cluster;
