/** Ready-made experiments, each with a question it answers: one small file each. */
package stampede.harness.preset;
