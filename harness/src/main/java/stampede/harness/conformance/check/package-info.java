/** The checks, one group a file; {@link stampede.harness.conformance.check.Checks} lists them. */
package stampede.harness.conformance.check;
