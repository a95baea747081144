/**
 * Linux spoken in Java: sockets, epoll, shared memory, locks, signals and placement, called
 * directly through java.lang.foreign, which nothing outside this module imports. The names are
 * those of the man pages, and nobody above sees a method handle, an offset or a number of errno.
 *
 * <h2>Two kinds of calls</h2>
 *
 * <ul>
 *   <li>A <b>hot</b> call stands in the loop of a handler or a client ({@link
 *       stampede.linux.Sockets}, {@link stampede.linux.Epoll#await}, {@link stampede.linux.Poll},
 *       {@link stampede.linux.Futex}, {@link stampede.linux.EventFd}, {@link
 *       stampede.linux.TimerFd}, {@link stampede.linux.IoUring} once it is made). It allocates
 *       nothing, throws nothing that the kernel may answer every day, and returns an error as a
 *       negative number, which {@link stampede.linux.Errno#of(int)} names. EAGAIN and EINTR are
 *       ordinary answers: {@link stampede.linux.Sockets#WOULD_BLOCK}, {@link
 *       stampede.linux.Sockets#INTERRUPTED}.
 *   <li>A <b>control</b> call sets something up once ({@link stampede.linux.ListeningSocket#bind},
 *       {@link stampede.linux.SharedMemory}, {@link stampede.linux.MessageChannel}, {@link
 *       stampede.linux.Affinity}). It throws {@link stampede.linux.LinuxException}, which holds the
 *       call, its arguments and the name of the error.
 * </ul>
 *
 * <p>What is open has one owner: a {@link stampede.linux.Descriptor}, a {@link
 * stampede.linux.SharedMemory}. Hot loops that own descriptors as bare numbers close them with
 * {@link stampede.linux.Descriptor#close(int)}.
 *
 * <h2>To add a call</h2>
 *
 * <ol>
 *   <li>Read its man page. May it block, by what it says or by what it is given? Then link it with
 *       {@code NativeCall.blocking}; only what never blocks is linked with {@code
 *       NativeCall.quick}, for a garbage collection waits for it. What libc does not wrap, or what
 *       returns more than an int, is a {@code NativeCall.systemCall}.
 *   <li>Keep it in a {@code private static final} field; it is called with longs, whatever C
 *       declares, and gives the result or the negative errno.
 *   <li>Small structures of a hot call live in {@code Native.scratch}, or in the object of the one
 *       thread that calls; those of a control call in a confined arena. They are passed as
 *       addresses; where an object owns them, with a reachability fence.
 *   <li>A number or an offset that differs between machines goes into {@code Architecture}.
 *   <li>Document units, threads, errors and source; test it against the real kernel, and where it
 *       is hot, add it to the test that counts allocated bytes.
 * </ol>
 */
package stampede.linux;
