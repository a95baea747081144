/**
 * The JMH benchmarks of the parts: each class one thing, each method one way to do it. The method
 * {@code jdk} of a class is how the JDK does the same, and what the others are compared with.
 */
package stampede.harness.micro.bench;
