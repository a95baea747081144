package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.house.Drawn;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.linux.Signal;
import stampede.report.Cell;
import stampede.report.ResultFile;
import stampede.report.RunDocument;

/** SIGKILL in mid-run, of each process there is: what is left, and what is said about it. */
@Timeout(90)
class KilledIT extends AtCommandLine {
  private Path out;
  private String address;

  @BeforeEach
  void open() {
    out = folder.resolve("out");
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      address = socket.address().toString();
    }
  }

  /** A flood of a server with two handler processes, once it is under way. */
  private Cli.Command flooding(String strategy, String duration) {
    Cli.Command bench =
        cli.start(
            "bench",
            strategy + ",as=processes,handlers=2",
            "--cpus",
            "1",
            "--rounds",
            "1",
            "--load",
            "closed:8",
            "--work",
            "sleep:1ms",
            "--warmup",
            "0s",
            "--duration",
            duration,
            "--listen",
            address,
            "--out",
            out.toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> cli.processes("handlers").size() == 2 && isUnderFlood());
    return bench;
  }

  /** A connection of the flood stands at the server's address. */
  private boolean isUnderFlood() {
    String port =
        String.format(":%04X ", Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines.anyMatch(line -> line.contains(port) && line.contains(" 01 "));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void whatIsFinishedWhenAServerDiesIsKept() {
    Cli.Command bench =
        cli.start(
            "bench",
            "blocking,handlers=2",
            "--cpus",
            "1",
            "--rounds",
            "40",
            "--load",
            "closed:8",
            "--work",
            "sleep:1ms",
            "--warmup",
            "0s",
            "--duration",
            "500ms",
            "--out",
            out.toString());
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> bench.err().contains("audit") && !cli.processes("spawner").isEmpty());
    kill("spawner");
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    cli.assertNothingLeft();
    RunDocument document = ResultFile.read(out.resolve("run.json"));
    assertThat(document.cells()).hasSize(1);
    assertThat(document.failure().cell()).startsWith("blocking,handlers=2");
    assertThat(document.failure().message()).isNotEmpty();
    assertThat(ended.out()).contains("The run ended early");
    assertThat(out.resolve("report.html")).isNotEmptyFile();
  }

  private void kill(String role) {
    List<Integer> pids = cli.processes(role);
    assertThat(pids).as(role).isNotEmpty();
    assertThat(Signal.KILL.sendTo(pids.getFirst())).isZero();
  }

  /** A process that was killed is no longer seen a moment before its sockets are closed. */
  private void assertAddressIsFree() {
    await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(
            () -> {
              ListeningSocket.bind(Address.parse(address), 1, false).close();
              return true;
            });
  }

  /** Shared memory is anonymous: it is gone with its last process, and no file of ours exists. */
  private static Set<String> sharedMemoryFiles() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      files.map(Path::toString).filter(name -> name.contains("stampede")).forEach(names::add);
    }
    return names;
  }

  @Test
  void theHarnessTakesEverythingWithIt() throws IOException {
    Cli.Command bench = flooding("epoll", "30s");
    assertThat(cli.processes()).hasSizeGreaterThanOrEqualTo(5);
    bench.signal(Signal.KILL);
    cli.assertNothingLeft();
    assertAddressIsFree();
    assertThat(sharedMemoryFiles()).isEmpty();
    assertThat(out.resolve("run.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawner", "stampede.load.LoadMain"})
  void withoutTheSpawnerOrTheLoadGeneratorTheRunEndsInALine(String role) {
    Cli.Command bench = flooding("blocking", "30s");
    kill(role);
    cli.assertNothingLeft();
    assertAddressIsFree();
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    assertThat(ended.complaints()).singleElement().asString().contains("ended");
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  static List<String> sharedAndSplit() {
    return Drawn.from(List.of("mutex", "reuseport"), 1);
  }

  @ParameterizedTest
  @MethodSource("sharedAndSplit")
  void aHandlerIsReplacedAndTheAuditAccountsForItsRequest(String strategy) {
    Cli.Command bench = flooding(strategy, "2s");
    List<Integer> before = cli.processes("handlers");
    kill("handlers");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              List<Integer> now = cli.processes("handlers");
              return now.size() == 2 && !now.equals(before);
            });
    Cli.Ended ended = bench.end();
    cli.assertNothingLeft();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    Cell cell = ResultFile.read(out.resolve("run.json")).cells().getFirst();
    assertThat(cell.handlers().replaced()).isEqualTo(1);
    assertThat(cell.audit().verdict()).as(cell.audit().explanation()).isEqualTo("pass");
    assertThat(cell.audit().duplicated()).isZero();
    assertThat(cell.requests().indeterminate()).isLessThanOrEqualTo(8);
  }

  @Test
  void aServedAddressIsFreeAgainAfterItsSpawnerWasKilled() {
    Cli.Command serve =
        cli.start("serve", "epoll,as=processes,handlers=2", "--listen", address, "--json");
    await().atMost(Duration.ofSeconds(20)).until(() -> serve.out().contains("}"));
    kill("spawner");
    Cli.Ended ended = serve.end();
    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.complaints()).singleElement().asString().contains("ended by itself");
    cli.assertNothingLeft();
    assertAddressIsFree();
  }
}
