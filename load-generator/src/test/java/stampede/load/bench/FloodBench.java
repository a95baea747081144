package stampede.load.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/**
 * Floods by hand: starts a load generator's process, sends it one {@code run} per argument, and
 * prints one line for each. An argument is a comma-separated list of the message's values.
 *
 * <pre>  FloodBench target=http://127.0.0.1:8088/,load=closed:64,cpus=1,durationNs=3000000000 ...
 * </pre>
 *
 * A list of CPUs is written with plus signs.
 */
public final class FloodBench {
  private static final long RECORDS_PER_THREAD = 5_000_000;
  private static final int THREADS = 8;
  private static final long PATIENCE_NS = 120_000_000_000L;

  private FloodBench() {}

  /** Runs the arguments in turn. */
  public static void main(String[] arguments) throws Exception {
    Address.Unix control = new Address.Unix("@stampede-flood-bench-" + ThisProcess.pid());
    try (Descriptor listener = MessageChannel.listen(control)) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "stampede.load.LoadMain",
                  "--control",
                  control.name(),
                  "--parent",
                  String.valueOf(ThisProcess.pid()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (MessageChannel channel =
          MessageChannel.acceptFrom(listener, PATIENCE_NS).orElseThrow()) {
        ControlMessage ready =
            ControlMessage.parse(channel.receive(PATIENCE_NS).orElseThrow().text());
        System.out.println(ready.verb() + " " + ready.values());
        for (String argument : arguments) {
          System.out.println(flood(channel, argument));
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static String flood(MessageChannel channel, String argument) throws DataFormatException {
    ControlMessage run = ControlMessage.of("run");
    for (String pair : argument.split(",", -1)) {
      String[] parts = pair.split("=", 2);
      run = run.with(parts[0], parts[1].replace('+', ','));
    }
    try (History history = History.create(1, THREADS, RECORDS_PER_THREAD)) {
      channel.send(run.text(), List.of(history.descriptor()));
      ControlMessage done = ControlMessage.parse(channel.receive(PATIENCE_NS).orElseThrow().text());
      return summary(done);
    }
  }

  private static String summary(ControlMessage done) throws DataFormatException {
    StringBuilder line = new StringBuilder(done.verb());
    for (String name : done.values().keySet()) {
      Optional<Histogram> histogram = histogram(name, done.required(name));
      line.append(' ').append(name).append('=');
      if (histogram.isPresent()) {
        Histogram values = histogram.get();
        line.append(values.getValueAtPercentile(50) / 1000)
            .append('/')
            .append(values.getValueAtPercentile(99) / 1000)
            .append('/')
            .append(values.getMaxValue() / 1000)
            .append("us");
      } else {
        line.append(done.required(name));
      }
    }
    return line.toString();
  }

  private static Optional<Histogram> histogram(String name, String value)
      throws DataFormatException {
    if (!List.of("connect", "queue", "service", "total", "actual", "lag").contains(name)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(value));
    return Optional.of(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
  }
}
