package stampede.harness.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import stampede.contract.HandlerSlot;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Scoreboard;

/**
 * The ledger of a server that writes a log: each line that is a service becomes a completed record.
 * The file is read on from where the last reading ended, whole lines only: the last one may be
 * being written. One thread uses it; it owns the ledger.
 */
final class LogLedger implements AutoCloseable {
  /** Lines longer than this are no services. */
  static final int MOST_LINE_BYTES = 64 * 1024;

  /** More handlers than this, one after the other or at once, share numbers. */
  static final int MOST_HANDLERS = 256;

  /** The slot of the services that name no handler. */
  private static final int NOBODY = MOST_HANDLERS;

  private static final int NO_CPU = -1;

  private final Path file;
  private final Optional<LogCollector> collector;
  private final LogPattern.Reader line;
  private final HandlerNumbers numbers;
  private final Ledger ledger;
  private final Scoreboard counts = Scoreboard.create(MOST_HANDLERS + 1);
  private final List<LedgerWriter> writers = new ArrayList<>();
  private final byte[] part = new byte[MOST_LINE_BYTES];
  private int held;
  private boolean overlong;
  private long readBytes;
  private long services;
  private long withHandler;
  private long withTimes;

  /**
   * The ledger that is kept in {@code file}, which may not be there yet.
   *
   * @param collector who writes it, where that is not the server; owned
   * @param expected how many services it needs room for
   */
  LogLedger(
      Path file,
      Optional<LogCollector> collector,
      LogPattern pattern,
      HandlerNumbers numbers,
      long expected) {
    this.file = file;
    this.collector = collector;
    this.line = pattern.reader();
    this.numbers = numbers;
    this.ledger = Ledger.create(expected, MOST_HANDLERS + 1);
    for (HandlerSlot slot : counts.all()) {
      writers.add(slot.handler() == NOBODY ? ledger.anonymousWriter(slot) : ledger.writer(slot));
    }
  }

  /** Reads what is new, and gives the whole. */
  Ledger read() {
    collector.ifPresent(LogCollector::pump);
    if (!Files.exists(file)) {
      return ledger;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(readBytes);
      long left = log.length() - readBytes;
      while (left > 0) {
        int got = log.read(part, held, (int) Math.min(left, part.length - held));
        if (got <= 0) {
          break;
        }
        readBytes += got;
        left -= got;
        take(held + got);
      }
      return ledger;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the ledger " + file, failure);
    }
  }

  /** Takes the whole lines of the first {@code length} bytes, and keeps the rest. */
  private void take(int length) {
    int begin = 0;
    for (int i = held; i < length; i++) {
      if (part[i] == '\n') {
        service(begin, i);
        begin = i + 1;
      }
    }
    held = length - begin;
    if (held == part.length) {
      overlong = true;
      held = 0;
    }
    System.arraycopy(part, begin, part, 0, held);
  }

  private void service(int begin, int end) {
    boolean whole = !overlong;
    overlong = false;
    if (whole && line.read(new String(part, begin, end - begin, StandardCharsets.ISO_8859_1))) {
      record();
    }
  }

  private void record() {
    int handler = handler();
    boolean timed = line.hasTimes();
    services++;
    withHandler += handler == NOBODY ? 0 : 1;
    withTimes += timed ? 1 : 0;
    counts.slot(handler).countAccept();
    LedgerWriter writer = writers.get(handler);
    writer.accepted(timed ? line.number("accepted") : 0, NO_CPU);
    writer.begun(line.id(), timed ? line.number("begun") : 0);
    writer.completed(timed ? line.number("completed") : 0, NO_CPU);
  }

  private int handler() {
    long tid = line.number("tid");
    long pid = line.number("pid");
    if (tid < 0 && pid < 0) {
      return NOBODY;
    }
    long thread = line.number("thread");
    return tid >= 0
        ? numbers.number((int) tid)
        : numbers.number(
            (int) pid, thread < 0 ? OptionalInt.empty() : OptionalInt.of((int) thread));
  }

  /** What every service read so far was told of; nothing before there is one. */
  Set<Told> told() {
    Set<Told> told = EnumSet.noneOf(Told.class);
    if (services > 0 && withHandler == services) {
      told.add(Told.HANDLER);
    }
    if (services > 0 && withTimes == services) {
      told.add(Told.TIMES);
    }
    return told;
  }

  /** Services read so far. */
  long services() {
    return services;
  }

  /** Services of one handler read so far. */
  long services(int handler) {
    return counts.slot(handler).accepts();
  }

  /** Services there was no room for. */
  long unrecorded() {
    return counts.all().stream().mapToLong(HandlerSlot::unrecorded).sum();
  }

  @Override
  public void close() {
    collector.ifPresent(LogCollector::close);
    ledger.close();
    counts.close();
  }
}
