package stampede.server.policy;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A server without sockets under a fake clock: a buffer, handlers that take time to start, to wake
 * up and to service, and a spawner that samples every millisecond and asks its policy once a tick.
 * Handlers leave only when they are available.
 */
final class SimulatedServer {
  /**
   * What it runs on.
   *
   * @param startNs from asking for a handler until it is available
   * @param wakeNs from an arrival until a handler that was asleep accepts
   */
  record Machine(double startNs, double wakeNs) {
    /** Handlers are threads. */
    static final Machine THREADS = new Machine(5e6, 60e3);

    /** Handlers are processes. */
    static final Machine PROCESSES = new Machine(400e6, 60e3);
  }

  /** A thread that sleeps a millisecond gets a little more, not always the same. */
  private static final double LEAST_SAMPLE_NS = 1e6;

  private static final double MOST_SAMPLE_NS = 1.1e6;

  private final LoadShape load;
  private final PolicySettings settings;
  private final Machine machine;
  private final SplittableRandom random;
  private final Course course;

  private final ArrayDeque<Double> buffer = new ArrayDeque<>();
  private final ArrayDeque<Double> starts = new ArrayDeque<>();
  private final ArrayDeque<Double> wakes = new ArrayDeque<>();
  private final PriorityQueue<Double> ends = new PriorityQueue<>();
  private int available;
  private int leaving;

  private double sumServicing;
  private double sumPending;
  private int maxPending;
  private int samples;
  private long accepts;

  private SimulatedServer(PolicySettings settings, LoadShape load, Machine machine, long seed) {
    this.settings = settings;
    this.load = load;
    this.machine = machine;
    this.random = new SplittableRandom(seed);
    this.course = new Course();
    this.available = settings.start();
  }

  /** Lets the server run for so many seconds. */
  static Course run(
      PolicySettings settings, LoadShape load, Machine machine, double seconds, long seed) {
    SimulatedServer server = new SimulatedServer(settings, load, machine, seed);
    server.run(seconds * 1e9);
    return server.course;
  }

  private void run(double untilNs) {
    PopulationPolicy policy = settings.policy();
    double tickNs = settings.tickNs();
    double tickAtNs = tickNs;
    double sampleAtNs = LEAST_SAMPLE_NS;
    double arrivalNs = load.nextNs(0, random);
    while (Math.min(sampleAtNs, tickAtNs) <= untilNs) {
      double nextNs = Math.min(Math.min(sampleAtNs, tickAtNs), Math.abs(arrivalNs));
      if (!settleUntil(nextNs)) {
        continue;
      }
      if (nextNs == Math.abs(arrivalNs)) {
        for (int i = 0; arrivalNs > 0 && i < load.batch(); i++) {
          arrive(nextNs);
        }
        arrivalNs = load.nextNs(nextNs, random);
      } else if (nextNs == sampleAtNs) {
        sample();
        sampleAtNs += random.nextDouble(LEAST_SAMPLE_NS, MOST_SAMPLE_NS);
      } else {
        tick(policy, nextNs);
        tickAtNs += tickNs;
      }
    }
  }

  /**
   * Lets the first thing happen that handlers do before {@code nextNs}; true when there is none.
   */
  private boolean settleUntil(double nextNs) {
    double startNs = starts.isEmpty() ? Double.MAX_VALUE : starts.peek();
    double wakeNs = wakes.isEmpty() ? Double.MAX_VALUE : wakes.peek();
    double endNs = ends.isEmpty() ? Double.MAX_VALUE : ends.peek();
    double firstNs = Math.min(startNs, Math.min(wakeNs, endNs));
    if (firstNs > nextNs) {
      return true;
    }
    if (firstNs == startNs) {
      starts.remove();
      becomeAvailable(firstNs);
    } else if (firstNs == wakeNs) {
      wakes.remove();
      accept(firstNs);
    } else {
      ends.remove();
      becomeAvailable(firstNs);
    }
    return false;
  }

  private void arrive(double nowNs) {
    buffer.add(nowNs);
    if (available > 0) {
      available--;
      wakes.add(nowNs + machine.wakeNs());
    }
  }

  private void becomeAvailable(double nowNs) {
    if (leaving > 0) {
      leaving--;
    } else if (buffer.isEmpty()) {
      available++;
    } else {
      accept(nowNs);
    }
  }

  /** One that was woken finds nothing when another came first. */
  private void accept(double nowNs) {
    if (buffer.isEmpty()) {
      available++;
      return;
    }
    course.accepted(nowNs, nowNs - buffer.remove());
    accepts++;
    ends.add(nowNs + load.service().nextNs(random));
  }

  private void sample() {
    sumServicing += ends.size();
    sumPending += buffer.size();
    maxPending = Math.max(maxPending, buffer.size());
    samples++;
  }

  private int handlers() {
    return available + wakes.size() + ends.size() + starts.size() - leaving;
  }

  private void tick(PopulationPolicy policy, double nowNs) {
    double n = Math.max(1, samples);
    Seen seen =
        new Seen(
            (long) nowNs,
            settings.tickNs(),
            handlers(),
            starts.size(),
            available,
            sumServicing / n,
            sumPending / n,
            maxPending,
            accepts);
    int wanted = policy.wanted(seen);
    course.ticked(nowNs, wanted);
    resize(wanted, nowNs);
    sumServicing = 0;
    sumPending = 0;
    maxPending = 0;
    samples = 0;
    accepts = 0;
  }

  private void resize(int wanted, double nowNs) {
    for (int handlers = handlers(); handlers < wanted; handlers++) {
      if (leaving > 0) {
        leaving--;
      } else {
        starts.add(nowNs + machine.startNs());
      }
    }
    for (int handlers = handlers(); handlers > wanted; handlers--) {
      if (available > 0) {
        available--;
      } else {
        leaving++;
      }
    }
  }
}
