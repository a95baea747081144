/** Micro-benchmarks of the parts, run through JMH in processes of their own. */
package stampede.harness.micro;
