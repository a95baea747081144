/**
 * The search for the highest rate at which a server meets an objective: how it walks, and what
 * comes of it.
 */
package stampede.harness.search;
