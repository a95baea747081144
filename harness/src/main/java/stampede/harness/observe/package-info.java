/**
 * What the kernel tells about any process and address without asking the server: /proc read,
 * sockets described, tracepoints counted. What it does not tell here is absent, never zero.
 */
package stampede.harness.observe;
