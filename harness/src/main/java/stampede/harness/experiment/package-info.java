/**
 * The experiment: which cells there are, in which order their rounds run, and what their figures
 * are worth.
 */
package stampede.harness.experiment;
