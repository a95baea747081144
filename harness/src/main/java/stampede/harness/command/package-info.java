/** The command line: one class for each command. */
package stampede.harness.command;
