/** Results as JUnit XML, for the viewers of CI systems. */
package stampede.report.junit;
