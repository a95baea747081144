package stampede.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a ring can be made here and what it can be asked for. Sources: io_uring_setup(2),
 * io_uring_register(2), kernel.io_uring_disabled in Documentation/admin-guide/sysctl/kernel.rst.
 */
final class UringProbe {
  private static final Path DISABLED = Path.of("/proc/sys/kernel/io_uring_disabled");
  private static final int REGISTER_PROBE = 8;
  private static final int MOST_OPERATIONS = 256;
  private static final int HEAD_BYTES = 16;
  private static final int OPERATION_BYTES = 8;
  private static final int OPERATION_FLAGS = 2;
  private static final int COUNT = 1;
  private static final int SUPPORTED = 1;

  private UringProbe() {}

  static Optional<String> unavailable(UringOperation... needed) {
    UringSetup setup;
    try {
      setup = UringSetup.make(1, 1, IoUring.Completing.WHILE_WAITING);
    } catch (LinuxException refused) {
      return Optional.of(refusal(refused, disabled()));
    }
    try (Descriptor ring = setup.descriptor()) {
      return setup.isComplete()
          ? missing(ring, needed)
          : Optional.of("io_uring of this kernel is too old: Linux 5.11 or later is needed");
    }
  }

  /**
   * What a failure of io_uring_setup means.
   *
   * @param disabled the value of kernel.io_uring_disabled, empty where the kernel has none
   */
  static String refusal(LinuxException refused, String disabled) {
    return switch (refused.errno()) {
      case ENOSYS ->
          "this kernel has no io_uring (Linux 5.11 or later is needed), or a seccomp filter, as"
              + " containers have, hides it";
      case EPERM ->
          switch (disabled) {
            case "1" ->
                "io_uring is kept for members of kernel.io_uring_group and for CAP_SYS_ADMIN: see"
                    + " sysctl kernel.io_uring_disabled, which is 1";
            case "2" -> "io_uring is switched off: see sysctl kernel.io_uring_disabled, which is 2";
            default ->
                "io_uring is forbidden, though not by sysctl kernel.io_uring_disabled: a seccomp"
                    + " filter, as containers have, or a security module does it";
          };
      case ENOMEM ->
          "no memory for an io_uring: before Linux 5.12 it counts as locked (see ulimit -l)";
      default -> "io_uring cannot be had: " + refused.getMessage();
    };
  }

  private static String disabled() {
    try {
      return Files.exists(DISABLED) ? Files.readString(DISABLED).strip() : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static Optional<String> missing(Descriptor ring, UringOperation... needed) {
    NativeBuffer probe =
        NativeBuffer.allocate(HEAD_BYTES + (long) OPERATION_BYTES * MOST_OPERATIONS);
    int result =
        UringCalls.register(ring.number(), REGISTER_PROBE, probe.address(), MOST_OPERATIONS);
    LinuxException.check(result, "io_uring_register", "PROBE");
    for (UringOperation operation : needed) {
      if (!supports(probe, operation)) {
        return Optional.of("io_uring of this kernel is too old: it does not know " + operation);
      }
    }
    return Optional.empty();
  }

  private static boolean supports(NativeBuffer probe, UringOperation operation) {
    long flagsAt = HEAD_BYTES + (long) OPERATION_BYTES * operation.opcode() + OPERATION_FLAGS;
    return operation.opcode() < (probe.getByte(COUNT) & 0xff)
        && (probe.getByte(flagsAt) & SUPPORTED) != 0;
  }
}
