/** Stored results beside each other: what changed, by how much, and how sure that is. */
package stampede.report.comparison;
