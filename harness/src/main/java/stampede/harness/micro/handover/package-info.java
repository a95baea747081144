/**
 * Handing one thing over to one of several waiters, again and again: what is left of accepting in
 * parallel when there is no network. The address is an eventfd used as a semaphore, a request is
 * one on its counter, an accept is a read that takes it, and an empty accept is EAGAIN.
 */
package stampede.harness.micro.handover;
