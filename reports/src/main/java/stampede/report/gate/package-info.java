/** The document of a gate: two servers compared round by round, and what that comes to. */
package stampede.report.gate;
