/**
 * What the kernel tells about any process and address without asking the server: /proc read and
 * nothing else.
 */
package stampede.harness.observe;
