/**
 * Floods from many machines: what an agent does when it is asked to flood, and how the floods of
 * all agents become one. Nothing of this is loaded unless agents are asked for.
 */
package stampede.harness.cluster;
