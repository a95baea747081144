package stampede.linux;

/**
 * Makes the kernel's side of a ring and tells where its parts lie: struct io_uring_params. What the
 * kernel does not know yet it refuses with EINVAL; then less is asked of it, down to what every
 * kernel with the {@linkplain #FEATURES features needed} has. Source: io_uring_setup(2).
 *
 * @param descriptor the ring
 * @param params as the kernel filled them in
 */
record UringSetup(Descriptor descriptor, NativeBuffer params) {
  /**
   * IORING_FEAT_ SINGLE_MMAP, NODROP, SUBMIT_STABLE, FAST_POLL, EXT_ARG: all from Linux 5.11 on.
   */
  static final int FEATURES = 1 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 8;

  static final int ENTRY_BYTES = 64;
  static final int COMPLETION_BYTES = 16;

  /** Fields that tell where something of the submission queue lies in the mapping. */
  static final int SQ_HEAD = 40;

  static final int SQ_TAIL = 44;
  static final int SQ_MASK = 48;
  static final int SQ_FLAGS = 56;
  static final int SQ_ARRAY = 64;

  /** Fields that tell where something of the completion queue lies in the mapping. */
  static final int CQ_HEAD = 80;

  static final int CQ_TAIL = 84;
  static final int CQ_MASK = 88;
  static final int CQ_OVERFLOW = 96;
  static final int CQ_COMPLETIONS = 100;

  private static final int PARAMS_BYTES = 120;
  private static final int SQ_ENTRIES = 0;
  private static final int CQ_ENTRIES = 4;
  private static final int FLAGS = 8;
  private static final int FEATURES_AT = 20;

  private static final int CQSIZE = 1 << 3;
  private static final int CLAMP = 1 << 4;
  private static final int SUBMIT_ALL = 1 << 7;
  private static final int COOP_TASKRUN = 1 << 8;
  private static final int TASKRUN_FLAG = 1 << 9;
  private static final int SINGLE_ISSUER = 1 << 12;
  private static final int DEFER_TASKRUN = 1 << 13;
  private static final int ALWAYS = CQSIZE | CLAMP;

  /** What to ask for, best first: Linux 6.1, 6.0, 5.19, 5.18, any. */
  private static final int[] FLAGS_TO_TRY = {
    ALWAYS | SUBMIT_ALL | TASKRUN_FLAG | SINGLE_ISSUER | DEFER_TASKRUN,
    ALWAYS | SUBMIT_ALL | TASKRUN_FLAG | SINGLE_ISSUER | COOP_TASKRUN,
    ALWAYS | SUBMIT_ALL | TASKRUN_FLAG | COOP_TASKRUN,
    ALWAYS | SUBMIT_ALL,
    ALWAYS
  };

  /**
   * A ring for the calling thread.
   *
   * @throws LinuxException ENOSYS, EPERM, EMFILE, ENOMEM
   */
  static UringSetup make(int submissions, int completions, IoUring.Completing completing) {
    NativeBuffer params = NativeBuffer.allocate(PARAMS_BYTES);
    int ring = Errno.EINVAL.asResult();
    int first = completing == IoUring.Completing.WHILE_WAITING ? 0 : 1;
    for (int i = first; i < FLAGS_TO_TRY.length && ring == Errno.EINVAL.asResult(); i++) {
      params.clear();
      params.putInt(CQ_ENTRIES, completions);
      params.putInt(FLAGS, FLAGS_TO_TRY[i]);
      ring = UringCalls.setup(submissions, params.address());
    }
    LinuxException.check(ring, "io_uring_setup", submissions, completions);
    return new UringSetup(new Descriptor(ring), params);
  }

  /** Whether the kernel has all {@link #FEATURES}. */
  boolean isComplete() {
    return (params.getInt(FEATURES_AT) & FEATURES) == FEATURES;
  }

  /** Whether the kernel says in the flags of the ring that something is left to be done. */
  boolean tellsWhatIsLeft() {
    return (params.getInt(FLAGS) & TASKRUN_FLAG) != 0;
  }

  int submissions() {
    return params.getInt(SQ_ENTRIES);
  }

  int completions() {
    return params.getInt(CQ_ENTRIES);
  }

  /** Both rings in one mapping: whichever reaches further says how large it is. */
  long ringBytes() {
    long submissionEnd = at(SQ_ARRAY) + (long) Integer.BYTES * submissions();
    long completionEnd = at(CQ_COMPLETIONS) + (long) COMPLETION_BYTES * completions();
    return Math.max(submissionEnd, completionEnd);
  }

  /** The offset that stands at {@code field} of struct io_uring_params. */
  int at(int field) {
    return params.getInt(field);
  }
}
