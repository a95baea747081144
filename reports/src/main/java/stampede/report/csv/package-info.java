/** Results as tables that other programs read. */
package stampede.report.csv;
