/**
 * The rules of the house, kept by machines: who may depend on whom, what things are called, how
 * long they grow, how they are formatted. Every rule is also shown to fire on a bad example, for a
 * rule that cannot fail proves nothing.
 */
package stampede.house;
