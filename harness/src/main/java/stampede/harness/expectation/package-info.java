/** What somebody expects of the figures of a cell, as conditions on the command line. */
package stampede.harness.expectation;
