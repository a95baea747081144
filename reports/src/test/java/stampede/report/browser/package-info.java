/** Pages as a real browser shows them. */
package stampede.report.browser;
