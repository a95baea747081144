package stampede.linux;

/**
 * The machines whose numbers and layouts this module knows. Both are 64-bit and little-endian and
 * share the tables of asm-generic; what is listed here is where they part. A machine that is not
 * listed is refused at the first call, for a wrong offset would not fail: it would lie.
 *
 * <p>Sources: sys/epoll.h (packed on x86-64), asm/unistd.h, bits/pthreadtypes-arch.h.
 *
 * @see Native#ARCHITECTURE
 */
enum Architecture {
  /** What Java calls amd64. */
  X86_64(12, 4, 202, 40, 321, 298, 9, 8),
  /** What Java calls aarch64. */
  AARCH64(16, 8, 98, 48, 280, 241, 222, 62);

  /** Size of struct epoll_event. */
  final int epollEventBytes;

  /** Where the data lies in struct epoll_event; the mask is at 0. */
  final int epollDataOffset;

  /** The number of futex(2). */
  final long futexCall;

  /** Size of pthread_mutex_t. */
  final int mutexBytes;

  /** The number of bpf(2). */
  final long bpfCall;

  /** The number of perf_event_open(2). */
  final long perfEventOpenCall;

  /** The number of mmap(2). */
  final long mmapCall;

  /** The number of lseek(2). */
  final long lseekCall;

  Architecture(
      int epollEventBytes,
      int epollDataOffset,
      long futexCall,
      int mutexBytes,
      long bpfCall,
      long perfEventOpenCall,
      long mmapCall,
      long lseekCall) {
    this.epollEventBytes = epollEventBytes;
    this.epollDataOffset = epollDataOffset;
    this.futexCall = futexCall;
    this.mutexBytes = mutexBytes;
    this.bpfCall = bpfCall;
    this.perfEventOpenCall = perfEventOpenCall;
    this.mmapCall = mmapCall;
    this.lseekCall = lseekCall;
  }

  /**
   * The machine that the system properties os.name and os.arch speak of.
   *
   * @throws UnsupportedOperationException when its layouts are not known here
   */
  static Architecture of(String system, String machine) {
    if (system.equals("Linux")) {
      switch (machine) {
        case "amd64", "x86_64" -> {
          return X86_64;
        }
        case "aarch64" -> {
          return AARCH64;
        }
        default -> {}
      }
    }
    throw new UnsupportedOperationException(
        "Stampede calls the kernel directly and knows Linux on x86-64 and aarch64 only, not "
            + system
            + " on "
            + machine);
  }
}
