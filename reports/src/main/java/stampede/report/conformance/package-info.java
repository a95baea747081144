/** The document of a conformance run: every check and what became of it. */
package stampede.report.conformance;
