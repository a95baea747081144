/**
 * The gate: a candidate compared with a baseline round by round, by exact signed-rank statistics,
 * until one of the looks decides.
 */
package stampede.harness.gate;
