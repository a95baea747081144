/** The document of micro-benchmarks: what the parts cost, one by one. */
package stampede.report.micro;
