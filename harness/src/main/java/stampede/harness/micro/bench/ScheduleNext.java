package stampede.harness.micro.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import stampede.load.ArrivalSchedule;
import stampede.load.Arrivals;

/** What it costs to know when the next request is to begin. */
@State(Scope.Thread)
public class ScheduleNext {
  /** Starts in the file that is replayed: as many as a recording has, not as few as a cache. */
  private static final int RECORDED = 1 << 18;

  /** Every open schedule there is; closed loads have none. */
  @Param({
    "constant:5000/s",
    "poisson:5000/s",
    "burst:100@50ms",
    "ramp:100/s-5000/s@10s",
    "steps:1000/s-6000/s@5s",
    "replay"
  })
  String schedule;

  private Arrivals arrivals;
  private long lastNs;

  /** Reads the schedule; of a replay a file is written, read, and taken away again. */
  @Setup
  public void begin() throws IOException {
    if (schedule.equals("replay")) {
      Path file = Files.createTempFile("stampede-micro", ".starts");
      try {
        Files.writeString(file, starts());
        arrivals = open("replay:" + file).forThread(0, 1, Seed.value());
      } finally {
        Files.delete(file);
      }
    } else {
      arrivals = open(schedule).forThread(0, 1, Seed.value());
    }
  }

  private static ArrivalSchedule.Open open(String text) {
    return (ArrivalSchedule.Open) ArrivalSchedule.parse(text);
  }

  private static String starts() {
    return IntStream.range(0, RECORDED)
        .mapToObj(i -> i + "000")
        .collect(Collectors.joining("\n", "atNs\n", "\n"));
  }

  /** One look ahead. */
  @Benchmark
  @Measures("the next intended start of a schedule")
  public long next() {
    long nextNs = arrivals.nextNs();
    if (nextNs < lastNs) {
      throw new IllegalStateException("the schedule went back, to " + nextNs);
    }
    lastNs = nextNs;
    return nextNs;
  }
}
