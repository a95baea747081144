package stampede.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.linux.Errno;

/**
 * The message {@code done}: everything a flood measured. Counts are of the measured window, those
 * that begin with {@code warmup} of the time before it; {@code error.PHASE.NAME} counts measured
 * attempts by what they ended with; {@code connections} is how many connections the attempts made,
 * {@code resent} how many set out again because the connection kept for them had ended; histograms
 * are in HdrHistogram's compressed encoding, as Base64, in nanoseconds. Rates of open loads: {@code
 * offeredPerS} is what the schedule intended, {@code achievedPerS} what was begun; {@code
 * warmupLeftOut} counts the starts that a warm-up was too late for; {@code shed} is there when what
 * is due beyond the bound is passed over.
 */
final class DoneMessage {
  private static final int ADDRESS_UNAVAILABLE =
      AttemptError.of(AttemptError.Phase.CONNECT, Errno.EADDRNOTAVAIL.asResult());

  private DoneMessage() {}

  static ControlMessage of(Flood flood, Tally tally, History history, boolean cancelled) {
    FloodSettings settings = flood.settings();
    ControlMessage message = counts(ControlMessage.of("done"), tally);
    message = rates(message, settings, tally);
    for (Phases.Phase phase : Phases.Phase.values()) {
      message = message.with(phase.word(), encode(tally.phases().of(phase)));
    }
    message =
        message
            .with("clamped", tally.phases().clamped())
            .with("threadCpuNs", tally.cpuNs())
            .with("meanLatencyNs", tally.meanLatencyNs())
            .with("meanInFlight", tally.meanInFlight())
            .with("measuredFromNs", tally.fromNs())
            .with("measuredToNs", tally.untilNs())
            .with("historyFull", isFull(settings, history))
            .with("cancelled", cancelled)
            .with("engine", flood.engine().word());
    return advice(errors(message, tally), tally);
  }

  private static ControlMessage counts(ControlMessage message, Tally tally) {
    return message
        .with("invoked", tally.measuredInvoked())
        .with("ok", tally.measured(Outcome.OK))
        .with("failed", tally.measured(Outcome.FAILED))
        .with("indeterminate", tally.measured(Outcome.INDETERMINATE))
        .with("answeredWrongly", tally.measured(Outcome.ANSWERED_WRONGLY))
        .with("connections", tally.connections())
        .with("resent", tally.resentCount())
        .with("warmupInvoked", tally.warmupInvoked())
        .with("warmupOk", tally.warmup(Outcome.OK))
        .with("warmupFailed", tally.warmup(Outcome.FAILED))
        .with("warmupIndeterminate", tally.warmup(Outcome.INDETERMINATE))
        .with("warmupAnsweredWrongly", tally.warmup(Outcome.ANSWERED_WRONGLY));
  }

  private static ControlMessage rates(ControlMessage message, FloodSettings settings, Tally tally) {
    ControlMessage rates =
        message
            .with("throughputPerS", tally.throughputPerS())
            .with("endedPerS", tally.endedPerS())
            .with("pauses", tally.pauses());
    if (settings.schedule() instanceof ArrivalSchedule.Open) {
      rates =
          rates
              .with("offeredPerS", tally.offeredPerS())
              .with("achievedPerS", tally.achievedPerS())
              .with("inFlightBound", settings.maxInFlight())
              .with("heldBack", tally.heldBackCount())
              .with("notBegun", tally.notBegunCount())
              .with("warmupLeftOut", tally.warmupLeftOut());
    }
    return settings.sheds() ? rates.with("shed", tally.shedCount()) : rates;
  }

  private static ControlMessage errors(ControlMessage message, Tally tally) {
    ControlMessage errors = message;
    for (int error = 1; error < AttemptError.COUNT; error++) {
      if (tally.errors(error) > 0) {
        errors = errors.with("error." + AttemptError.name(error), tally.errors(error));
      }
    }
    return errors;
  }

  private static ControlMessage advice(ControlMessage message, Tally tally) {
    if (tally.errors(ADDRESS_UNAVAILABLE) == 0) {
      return message;
    }
    return message.with(
        "advice",
        "the kernel had no free port for "
            + tally.errors(ADDRESS_UNAVAILABLE)
            + " connections: spread them over more source addresses with --sources, or close by"
            + " reset");
  }

  private static boolean isFull(FloodSettings settings, History history) {
    for (int thread = 0; thread < settings.threads(); thread++) {
      if (history.unrecorded(thread) > 0) {
        return true;
      }
    }
    return false;
  }

  private static String encode(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
