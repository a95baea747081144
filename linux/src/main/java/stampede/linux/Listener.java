package stampede.linux;

/**
 * A listening socket as the kernel describes it to anybody who asks, whichever process has it.
 *
 * @param inode names the socket: a descriptor of it reads {@code socket:[inode]} in /proc/PID/fd
 * @param pending requests that wait to be accepted; of TCP at most one more than the limit
 * @param limit the backlog in force
 * @see SocketDiagnosis
 */
public record Listener(long inode, int pending, int limit) {}
