package stampede.harness.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the members of a cluster meet; only texts. */
final class MeetingOptions {
  @Option(
      names = "--join",
      paramLabel = "HOST,...",
      description =
          "where members are: HOST or HOST:PORT, dns:NAME for all addresses of a name, or"
              + " file:FOLDER, which all share (default: this machine)")
  private String join;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "this machine's address for control; other than loopback only with --key (default:"
              + " ${DEFAULT-VALUE})")
  private String bind;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7800",
      description = "of that address: it, or the first of the next 7 (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "what all members share: at least 32 bytes that nobody else can read")
  private Path key;

  Optional<String> join() {
    return Optional.ofNullable(join);
  }

  String bind() {
    return bind;
  }

  int port() {
    return port;
  }

  Optional<Path> key() {
    return Optional.ofNullable(key);
  }
}
