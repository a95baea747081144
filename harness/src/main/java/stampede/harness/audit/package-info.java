/**
 * The join of what clients and handlers recorded: whether every request was serviced exactly once.
 */
package stampede.harness.audit;
