package stampede.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import stampede.load.TrialFlood.Seen;

/**
 * A flood that had the CPUs of this machine. A virtual machine whose host takes them away for a
 * tenth of a second stalls as no server was told to; the kernel counts that as steal (proc(5)).
 * Such a flood is made again until one is undisturbed, whatever came of it.
 */
final class Undisturbed {
  private static final Path STAT = Path.of("/proc/stat");
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final int STEAL = 8;
  private static final long WITHIN_NS = 20_000_000_000L;

  /** Ticks of 10 ms: rounding alone makes one. */
  private static final long MOST_STOLEN = 1;

  private Undisturbed() {}

  /** One that was; empty when in 20 s there was none. */
  static Optional<Seen> flood(Supplier<Seen> flood) {
    long untilNs = System.nanoTime() + WITHIN_NS;
    do {
      long before = stolen();
      Seen seen = flood.get();
      long taken = stolen() - before;
      if (taken <= MOST_STOLEN) {
        return Optional.of(seen);
      }
      System.out.println("ticks stolen during the flood: " + taken);
    } while (System.nanoTime() < untilNs);
    return Optional.empty();
  }

  /** Of all CPUs since boot. */
  private static long stolen() {
    try {
      return SPACES
          .splitAsStream(Files.readAllLines(STAT).getFirst())
          .skip(STEAL)
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
