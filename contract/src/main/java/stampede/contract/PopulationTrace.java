package stampede.contract;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.linux.Descriptor;
import stampede.linux.SharedMemory;

/**
 * The population of a server over time, in shared memory that outlives it: a ring of samples, of
 * which the oldest is overwritten when it is full.
 *
 * <p>One writer, the spawner's thread, appends; anybody reads meanwhile, also after the writer was
 * killed. Each sample carries its number: it is taken away before the sample is overwritten and put
 * back with release after it, so that a reader who finds the same number before and after reading
 * has a whole sample.
 *
 * <pre>
 *   header (4 KiB): magic, capacity, samples appended | sample | sample | ...
 *   sample (64 B): number | at ns | wanted 32 handlers 32 | starting 32 available 32
 *                  | mean servicing | mean pending | max pending | wait ns
 * </pre>
 */
public final class PopulationTrace implements AutoCloseable {
  /** Room for one sample every 20 ms over ten minutes, and 2 MiB. */
  public static final int USUAL_SAMPLES = 32_768;

  /** The most samples of one trace. */
  public static final int MAX_SAMPLES = 1 << 24;

  static final int SAMPLE_BYTES = 64;
  static final int HEADER_BYTES = 4096;

  private static final long MAGIC = 0x5354414d50505431L;
  private static final long CAPACITY = 8;
  private static final long APPENDED = 64;
  private static final long NUMBER = 0;
  private static final long AT = 8;
  private static final long WANTED_HANDLERS = 16;
  private static final long STARTING_AVAILABLE = 24;
  private static final long SERVICING = 32;
  private static final long PENDING = 40;
  private static final long MAX_PENDING = 48;
  private static final long WAIT = 56;

  private final SharedMemory memory;
  private final long capacity;

  private PopulationTrace(SharedMemory memory) {
    this.memory = memory;
    this.capacity = memory.getLong(CAPACITY);
  }

  /** A new trace of the last {@code samples} samples, 1 to {@link #MAX_SAMPLES}. */
  public static PopulationTrace create(int samples) {
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "samples must be between 1 and " + MAX_SAMPLES + ", not " + samples);
    }
    SharedMemory memory =
        SharedMemory.create("stampede-population", HEADER_BYTES + (long) samples * SAMPLE_BYTES);
    memory.putLong(CAPACITY, samples);
    memory.putLongRelease(0, MAGIC);
    return new PopulationTrace(memory);
  }

  /** Maps the trace another process made; owns {@code received}. */
  public static PopulationTrace open(Descriptor received) {
    SharedMemory memory = SharedMemory.open(received);
    if (memory.sizeBytes() < HEADER_BYTES || memory.getLongAcquire(0) != MAGIC) {
      memory.close();
      throw new IllegalArgumentException("the memory received is not a population trace");
    }
    return new PopulationTrace(memory);
  }

  /** The descriptor to hand to other processes; owned by this object. */
  public Descriptor descriptor() {
    return memory.descriptor();
  }

  /**
   * Appends a sample; what each argument means is said at {@link PopulationSample}. One thread of
   * one process calls it. Allocates nothing, never blocks.
   */
  public void append(
      long nowNs,
      int wanted,
      int handlers,
      int starting,
      int available,
      double meanServicing,
      double meanPending,
      int maxPending,
      long waitNs) {
    long number = memory.getLongOpaque(APPENDED);
    long at = at(number);
    memory.putLongOpaque(at + NUMBER, 0);
    VarHandle.releaseFence();
    memory.putLongOpaque(at + AT, nowNs);
    memory.putLongOpaque(at + WANTED_HANDLERS, pair(wanted, handlers));
    memory.putLongOpaque(at + STARTING_AVAILABLE, pair(starting, available));
    memory.putLongOpaque(at + SERVICING, Double.doubleToRawLongBits(meanServicing));
    memory.putLongOpaque(at + PENDING, Double.doubleToRawLongBits(meanPending));
    memory.putLongOpaque(at + MAX_PENDING, maxPending);
    memory.putLongOpaque(at + WAIT, waitNs);
    memory.putLongRelease(at + NUMBER, number + 1);
    memory.putLongRelease(APPENDED, number + 1);
  }

  /** The samples there are, oldest first; one that is being overwritten is left out. */
  public List<PopulationSample> samples() {
    long appended = memory.getLongAcquire(APPENDED);
    List<PopulationSample> samples = new ArrayList<>((int) Math.min(appended, capacity));
    for (long number = Math.max(0, appended - capacity); number < appended; number++) {
      read(number).ifPresent(samples::add);
    }
    return samples;
  }

  private Optional<PopulationSample> read(long number) {
    long at = at(number);
    if (memory.getLongAcquire(at + NUMBER) != number + 1) {
      return Optional.empty();
    }
    long wantedHandlers = memory.getLongOpaque(at + WANTED_HANDLERS);
    long startingAvailable = memory.getLongOpaque(at + STARTING_AVAILABLE);
    PopulationSample sample =
        new PopulationSample(
            memory.getLongOpaque(at + AT),
            (int) (wantedHandlers >> 32),
            (int) wantedHandlers,
            (int) (startingAvailable >> 32),
            (int) startingAvailable,
            Double.longBitsToDouble(memory.getLongOpaque(at + SERVICING)),
            Double.longBitsToDouble(memory.getLongOpaque(at + PENDING)),
            (int) memory.getLongOpaque(at + MAX_PENDING),
            memory.getLongOpaque(at + WAIT));
    VarHandle.acquireFence();
    boolean whole = memory.getLongOpaque(at + NUMBER) == number + 1;
    return whole ? Optional.of(sample) : Optional.empty();
  }

  private long at(long number) {
    return HEADER_BYTES + number % capacity * SAMPLE_BYTES;
  }

  private static long pair(int high, int low) {
    return (long) high << 32 | (low & 0xffffffffL);
  }

  @Override
  public void close() {
    memory.close();
  }
}
