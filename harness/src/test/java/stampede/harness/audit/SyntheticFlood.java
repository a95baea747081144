package stampede.harness.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.contract.Scoreboard;

/**
 * A flood without sockets, as fast as two threads can write it, with a few defects of each kind
 * planted at known places, and an audit that follows it: the process that {@link AuditCapacityIT}
 * measures. The writers pause while the audit is behind, as no real flood would make them.
 */
final class SyntheticFlood {
  private static final int THREADS = 2;
  private static final int RUN = 5;

  /** Attempts of one thread that are under way at once. */
  private static final int UNDER_WAY = 256;

  private static final int KINDS = 7;
  private static final long BEHIND_BYTES = 256L << 20;
  private static final long PAUSE_NS = 100_000;
  private static final long WITHIN_NS = TimeUnit.MINUTES.toNanos(8);

  private final long perThread;
  private final History history;
  private final Ledger ledger;
  private final Scoreboard scoreboard;
  private volatile boolean behind;

  private SyntheticFlood(long perThread, History history, Ledger ledger, Scoreboard scoreboard) {
    this.perThread = perThread;
    this.history = history;
    this.ledger = ledger;
    this.scoreboard = scoreboard;
  }

  /** Floods with so many requests, and prints what was found and what it took. */
  public static void main(String[] arguments) throws Exception {
    long perThread = Long.parseLong(arguments[0]) / THREADS;
    try (History history = History.create(RUN, THREADS, perThread);
        Scoreboard scoreboard = Scoreboard.create(THREADS);
        Ledger ledger = Ledger.create(THREADS * perThread + 100, THREADS)) {
      new SyntheticFlood(perThread, history, ledger, scoreboard).run();
    }
  }

  private void run() throws InterruptedException, IOException {
    long beganNs = System.nanoTime();
    List<Thread> writers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      writers.add(Thread.ofPlatform().start(() -> write(number)));
    }
    Audit audit = Audit.following(history, Optional.of(ledger));
    long peakBytes = 0;
    while (writers.stream().anyMatch(Thread::isAlive)) {
      audit.advance();
      long usedBytes = history.usedBytes() + ledger.usedBytes();
      behind = usedBytes > BEHIND_BYTES;
      peakBytes = Math.max(peakBytes, usedBytes);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    AuditVerdict verdict = audit.finish(0, true);
    long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
    System.out.println(verdict.verdict() + ": " + verdict.explanation() + ", in " + tookMs + " ms");
    System.out.println("peak of the process " + peakOfProcessKib() + " KiB");
    System.out.println("peak of the evidence " + (peakBytes >> 10) + " KiB");
    check(verdict);
  }

  private static long peakOfProcessKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private void write(int thread) {
    HistoryWriter client = history.writer(thread);
    LedgerWriter handler = ledger.writer(scoreboard.slot(thread));
    long untilNs = System.nanoTime() + WITHIN_NS;
    for (long i = 0; i < perThread + UNDER_WAY; i++) {
      if (i < perThread) {
        service(handler, client.invoke(i, i), defect(i));
      }
      if (i >= UNDER_WAY) {
        long ended = i - UNDER_WAY;
        client.end(RequestId.of(RUN, thread, ended), outcome(defect(ended)), 0, 0, i, i, i, i);
      }
      while (behind && System.nanoTime() < untilNs) {
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }

  /** Which defect the request suffers, 0 for none: in each of four places, one of every kind. */
  private int defect(long sequence) {
    long quarter = perThread / 4;
    long place = sequence % quarter - quarter / 2;
    return sequence < 4 * quarter && place >= 1 && place <= KINDS ? (int) place : 0;
  }

  private static Outcome outcome(int defect) {
    return switch (defect) {
      case 4 -> Outcome.FAILED;
      case 5 -> Outcome.ANSWERED_WRONGLY;
      case 6 -> Outcome.INDETERMINATE;
      default -> Outcome.OK;
    };
  }

  private static void service(LedgerWriter handler, long id, int defect) {
    switch (defect) {
      case 1 -> {
        complete(handler, id);
        complete(handler, id);
      }
      case 2 -> {}
      case 3 -> {
        complete(handler, id);
        complete(handler, RequestId.of(RUN, 200, 0));
      }
      case 7 -> {
        handler.accepted(0, 0);
        handler.abandoned();
        complete(handler, id);
      }
      default -> complete(handler, id);
    }
  }

  private static void complete(LedgerWriter handler, long id) {
    handler.accepted(1, 0);
    handler.begun(id, 2);
    handler.completed(3, 0);
  }

  private void check(AuditVerdict verdict) {
    long each = 4L * THREADS;
    boolean found =
        verdict.verdict() == AuditVerdict.Verdict.FAIL
            && verdict.invoked() == THREADS * perThread
            && verdict.ok() == THREADS * perThread - 3 * each
            && verdict.duplicated() == each
            && verdict.lost() == each
            && verdict.phantom() == each
            && verdict.failedButServed() == each
            && verdict.answeredWrongly() == each
            && verdict.indeterminate() == each
            && verdict.unfinished() == 0;
    System.out.println(
        found ? "every planted defect was found" : "not what was planted: " + verdict);
  }
}
