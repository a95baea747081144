package stampede.harness.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * TCP's extension counters of the calling thread's network namespace. They count for everybody in
 * it, so only differences over a run mean something, and those hold what others did meanwhile.
 * Source: /proc/thread-self/net/netstat.
 */
public final class TcpCounters {
  private final Map<String, Long> values;

  private TcpCounters(Map<String, Long> values) {
    this.values = values;
  }

  /** Reads them now. */
  public static TcpCounters now() {
    Map<String, Long> values = new HashMap<>();
    List<String> lines = ProcFile.lines("/proc/thread-self/net/netstat");
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      if (lines.get(i).startsWith("TcpExt:")) {
        List<String> names = List.of(lines.get(i).split(" ", -1));
        List<String> numbers = List.of(lines.get(i + 1).split(" ", -1));
        for (int column = 1; column < names.size(); column++) {
          values.put(names.get(column), Long.parseLong(numbers.get(column)));
        }
      }
    }
    return new TcpCounters(values);
  }

  /** How much a counter grew since {@code before}; empty when the kernel has no such counter. */
  public OptionalLong since(TcpCounters before, String name) {
    Long now = values.get(name);
    Long then = before.values.get(name);
    return now == null || then == null ? OptionalLong.empty() : OptionalLong.of(now - then);
  }
}
