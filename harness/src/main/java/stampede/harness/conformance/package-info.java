/**
 * The conformance suite: every claim as a check, every error provoked. A {@code Check} says whether
 * its requirement held; what the server declares makes a verdict of that. Each group of checks is
 * one file in {@code stampede.harness.conformance.check}.
 */
package stampede.harness.conformance;
