package stampede.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.IntCountsHistogram;
import stampede.linux.Clock;

/**
 * Work without a flood: it tells of a given number of intervals and ends. The order is {@code
 * INTERVALS [EVERY_MS]}, {@code refuse}, {@code hang} (in prepare, until it is stopped), {@code
 * fail} or {@code stuck} (in run, not even when it is stopped), or {@code talk N}: it says so many
 * words and waits for an answer to each.
 */
final class SimulatedWork implements Work {
  static final int PER_INTERVAL = 1000;

  final List<String> calls = new ArrayList<>();
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private String order = "";
  private long begunAtNs;

  private synchronized void called(String what) {
    calls.add(what);
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** When run was due to begin, on our clock. */
  synchronized long begunAtNs() {
    return begunAtNs;
  }

  @Override
  public int capacity() {
    return 2;
  }

  @Override
  public String prepare(String wanted) {
    called("prepare");
    order = wanted;
    if (order.equals("refuse")) {
      throw new WorkRefusedException("only 1024 descriptors, and 5000 are needed");
    }
    if (order.equals("hang")) {
      pause(TimeUnit.MINUTES.toNanos(1));
    }
    return "facts of " + order;
  }

  @Override
  public String run(long atNs, Conversation controller) {
    called("run");
    synchronized (this) {
      begunAtNs = atNs;
    }
    pause(atNs - Clock.monotonicNs());
    if (order.equals("fail")) {
      throw new WorkRefusedException("the load generator has ended");
    }
    if (order.equals("stuck")) {
      while (Clock.monotonicNs() < atNs + TimeUnit.SECONDS.toNanos(20)) {
        Thread.onSpinWait();
      }
    }
    String[] words = order.split(" ", 2);
    if (words[0].equals("talk")) {
      return talked(Integer.parseInt(words[1]), controller);
    }
    int intervals = Integer.parseInt(words[0]);
    long everyNs = words.length < 2 ? 1 : Long.parseLong(words[1]) * 1_000_000;
    int told = 0;
    while (told < intervals && !pause(everyNs)) {
      told++;
      controller.tell(progress(told - 1));
    }
    return "told " + told;
  }

  private static String talked(int words, Conversation controller) {
    StringBuilder heard = new StringBuilder("heard");
    for (int i = 0; i < words; i++) {
      controller.say("word " + i);
      heard.append(' ').append(controller.hear(TimeUnit.SECONDS.toNanos(10)).orElse("nothing"));
    }
    return heard.toString();
  }

  static Progress progress(int second) {
    return new Progress(
        second, PER_INTERVAL, PER_INTERVAL, 0, 0, 0, 0, 1_000_000, true, latencies());
  }

  static ByteBuffer latencies() {
    IntCountsHistogram histogram = Histograms.empty();
    for (int i = 1; i <= PER_INTERVAL; i++) {
      histogram.recordValue(i * 1000L);
    }
    return Histograms.encode(histogram);
  }

  /** Whether it was stopped meanwhile. */
  private boolean pause(long ns) {
    try {
      return stopped.await(ns, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public String audit(List<ByteBuffer> evidence) {
    called("audit");
    StringBuilder text = new StringBuilder();
    evidence.forEach(piece -> text.append(StandardCharsets.UTF_8.decode(piece.duplicate())));
    return "audited " + text;
  }

  @Override
  public void stop() {
    called("stop");
    stopped.countDown();
  }

  @Override
  public void release() {
    called("release");
    stopped = new CountDownLatch(1);
  }

  @Override
  public void close() {
    called("close");
  }
}
