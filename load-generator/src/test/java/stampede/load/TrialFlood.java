package stampede.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.linux.IoUring;
import stampede.linux.UringOperation;

/** A flood of a test: its message with short defaults, and what came of it. */
final class TrialFlood {
  private ControlMessage run =
      ControlMessage.of("run")
          .with("load", "closed:4")
          .with("durationNs", 200_000_000L)
          .with("timeoutNs", 2_000_000_000L)
          .with("seed", 42);

  static TrialFlood of(String target) {
    return new TrialFlood().with("target", target);
  }

  /** A flood by one engine; skips the test where the kernel has or allows no io_uring. */
  static TrialFlood by(EngineKind engine, String target) {
    if (engine == EngineKind.URING) {
      Optional<String> unavailable = IoUring.unavailable(UringOperation.SOCKET);
      assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
    }
    return of(target).with("engine", engine.word());
  }

  TrialFlood with(String name, Object value) {
    run = run.with(name, value);
    return this;
  }

  ControlMessage message() {
    return run;
  }

  FloodSettings settings() {
    return FloodSettings.of(run);
  }

  /** One recorded attempt. */
  record Attempt(
      long id,
      Outcome outcome,
      String error,
      int handler,
      long intendedNs,
      long begunNs,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs) {}

  /** What came of a flood. */
  record Seen(ControlMessage done, List<Attempt> attempts) {
    long count(String name) {
      return done.number(name);
    }

    double value(String name) {
      return Double.parseDouble(done.required(name));
    }

    long errors(String name) {
      return Long.parseLong(done.value("error." + name).orElse("0"));
    }

    Histogram histogram(String name) {
      return TrialFlood.histogram(done, name);
    }
  }

  static Histogram histogram(ControlMessage done, String name) {
    try {
      byte[] bytes = Base64.getDecoder().decode(done.required(name));
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Floods in this process. */
  Seen flood() {
    FloodSettings settings = settings();
    try (History history = History.create(9, settings.threads(), 100_000)) {
      Cancellation cancellation = new Cancellation();
      Flood flood = new Flood(settings, history, cancellation);
      Tally tally = flood.run(window -> {});
      return new Seen(
          DoneMessage.of(flood, tally, history, cancellation.isCancelled()), attempts(history));
    }
  }

  static List<Attempt> attempts(History history) {
    List<Attempt> attempts = new ArrayList<>();
    for (int thread = 0; thread < history.threads(); thread++) {
      int writer = thread;
      history.read(
          thread,
          (id, outcome, handler, intended, begun, established, sent, firstByte, closed) ->
              attempts.add(
                  new Attempt(
                      id,
                      outcome,
                      AttemptError.name(
                          history.error(writer, stampede.contract.RequestId.sequence(id))),
                      handler,
                      intended,
                      begun,
                      established,
                      sent,
                      firstByte,
                      closed)));
    }
    return attempts;
  }
}
