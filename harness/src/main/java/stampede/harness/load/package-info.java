/**
 * The load generator as the harness sees it: a process of its own that floods one address when told
 * to.
 */
package stampede.harness.load;
