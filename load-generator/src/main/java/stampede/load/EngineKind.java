package stampede.load;

import java.util.Locale;
import java.util.Optional;

/** What carries the requests of a flood. */
public enum EngineKind {
  /** io_uring where the kernel allows it, else epoll. */
  AUTO,
  /** io_uring, or nothing. */
  URING,
  /** epoll. */
  EPOLL;

  /**
   * Reads a name as people write it.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static EngineKind parse(String text) {
    return switch (text) {
      case "auto" -> AUTO;
      case "uring" -> URING;
      case "epoll" -> EPOLL;
      default ->
          throw new IllegalArgumentException(
              "the engine must be auto, uring or epoll, not '" + text + "'");
    };
  }

  /**
   * What a flood with these settings is carried by here, which is not {@link #AUTO}.
   *
   * @throws LoadException when it is to be io_uring and cannot be
   */
  static EngineKind of(FloodSettings settings) {
    if (settings.engine() == EPOLL) {
      return EPOLL;
    }
    Optional<String> unavailable = UringEngine.unavailable(settings);
    if (unavailable.isPresent() && settings.engine() == URING) {
      throw new LoadException(LoadException.WRONG_USAGE, unavailable.get());
    }
    return unavailable.isPresent() ? EPOLL : URING;
  }

  /** The name as people write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine of one load thread. */
  FloodEngine engine(
      FloodSettings settings, int thread, AttemptLog log, Cancellation cancellation) {
    return this == URING
        ? new UringEngine(settings, thread, log, cancellation)
        : new EpollEngine(settings, thread, log, cancellation);
  }
}
