/** Percentile curves as files that the plotter of HdrHistogram reads. */
package stampede.report.hgrm;
