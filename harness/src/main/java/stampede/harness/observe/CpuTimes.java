package stampede.harness.observe;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What each CPU has done since boot, in clock ticks. Source: /proc/stat, proc(5).
 *
 * @param perCpu ticks by CPU id
 */
public record CpuTimes(Map<Integer, Ticks> perCpu) {
  private static final Pattern SPACES = Pattern.compile(" +");

  /** Ticks of one CPU: busy for somebody here, idle, and stolen by the host. */
  public record Ticks(long busy, long idle, long stolen) {
    Ticks minus(Ticks before) {
      return new Ticks(busy - before.busy, idle - before.idle, stolen - before.stolen);
    }

    Ticks plus(Ticks other) {
      return new Ticks(busy + other.busy, idle + other.idle, stolen + other.stolen);
    }

    long all() {
      return busy + idle + stolen;
    }
  }

  /** Reads them now. */
  public static CpuTimes now() {
    Map<Integer, Ticks> perCpu = new HashMap<>();
    for (String line : ProcFile.lines("/proc/stat")) {
      if (line.startsWith("cpu") && Character.isDigit(line.charAt(3))) {
        String[] fields = SPACES.split(line);
        perCpu.put(Integer.parseInt(fields[0].substring(3)), ticks(fields));
      }
    }
    return new CpuTimes(perCpu);
  }

  /** Columns: user nice system idle iowait irq softirq steal. */
  private static Ticks ticks(String[] fields) {
    long busy =
        number(fields, 1)
            + number(fields, 2)
            + number(fields, 3)
            + number(fields, 6)
            + number(fields, 7);
    return new Ticks(busy, number(fields, 4) + number(fields, 5), number(fields, 8));
  }

  private static long number(String[] fields, int column) {
    return column < fields.length ? Long.parseLong(fields[column]) : 0;
  }

  /** Of the time of {@code cpus} since {@code before}, the percentage they were busy. */
  public double busyPercentSince(CpuTimes before, BitSet cpus) {
    Ticks spent = since(before, cpus);
    return spent.all() == 0 ? 0 : 100.0 * spent.busy / spent.all();
  }

  /** Of the time of {@code cpus} since {@code before}, the percentage the host took for others. */
  public double stealPercentSince(CpuTimes before, BitSet cpus) {
    Ticks spent = since(before, cpus);
    return spent.all() == 0 ? 0 : 100.0 * spent.stolen / spent.all();
  }

  private Ticks since(CpuTimes before, BitSet cpus) {
    Ticks zero = new Ticks(0, 0, 0);
    return cpus.stream()
        .mapToObj(
            cpu -> perCpu.getOrDefault(cpu, zero).minus(before.perCpu.getOrDefault(cpu, zero)))
        .reduce(zero, Ticks::plus);
  }
}
