package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.Address;
import stampede.load.TrialFlood.Seen;

/** How connections are opened and closed, as the kernel shows it. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class ConnectionsTest {
  @Parameter private EngineKind engine;

  private static final String TIME_WAIT = "06";

  private static int port(ScriptedServer server) {
    return ((Address.Internet) server.address()).port();
  }

  /** The client's ends of connections to {@code port} in TIME_WAIT, as /proc/net/tcp has them. */
  private static List<String> timeWaits(int port) {
    String remote = String.format(Locale.ROOT, ":%04X", port);
    try {
      return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length > 3 && fields[2].endsWith(remote))
          .filter(fields -> fields[3].equals(TIME_WAIT))
          .map(fields -> fields[1].substring(0, 8))
          .toList();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @CsvSource({"reset,closed:4", "reset,constant:500/s"})
  void aCloseByResetLeavesNoTimeWait(String close, String load) {
    try (ScriptedServer server = ScriptedServer.local(answerThenWaitForTheClient())) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget()).with("close", close).with("load", load).flood();
      assertThat(seen.count("ok")).isPositive();
      assertThat(timeWaits(port(server))).isEmpty();
    }
  }

  @Test
  void aCloseByFinLeavesOneTimeWaitForEachConnection() {
    try (ScriptedServer server = ScriptedServer.local(answerThenWaitForTheClient())) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("close", "fin")
              .with("load", "constant:200/s")
              .flood();
      assertThat(seen.count("ok")).isEqualTo(40);
      assertThat(timeWaits(port(server))).hasSize(40);
    }
  }

  /** So that the client is the one that closes first. */
  private static ScriptedServer.Behaviour answerThenWaitForTheClient() {
    return connection -> {
      OutcomesTest.serve(connection);
      connection.readText();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed:8", "closed:2", "constant:100/s"})
  void everySourceAddressIsUsed(String load) {
    try (ScriptedServer server = ScriptedServer.local(answerThenWaitForTheClient())) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("close", "fin")
              .with("load", load)
              .with("sources", 4)
              .with("durationNs", 500_000_000L) // each connection leaves a TIME_WAIT
              .flood();
      assertThat(seen.count("ok")).isPositive();
      assertThat(Set.copyOf(timeWaits(port(server))))
          .containsExactlyInAnyOrder("0100007F", "0200007F", "0300007F", "0400007F");
    }
  }

  @Test
  void nothingStaysOpenAfterAFlood() throws IOException {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      long before = openDescriptors();
      TrialFlood.by(engine, server.rawTarget()).with("load", "closed:32").flood();
      assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }
  }

  private static long openDescriptors() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:0", "unix:@stampede-connections-test"})
  void otherAddressFamiliesWorkToo(String address) {
    try (ScriptedServer server = ScriptedServer.at(address, OutcomesTest::serve)) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("sources", 4).flood();
      assertThat(seen.count("ok")).isPositive();
    }
  }

  @Test
  void aFullUnixBufferIsWaitedFor() {
    try (ScriptedServer server =
        ScriptedServer.at(
            "unix:@stampede-full-buffer-test",
            1,
            connection -> {
              java.util.concurrent.locks.LockSupport.parkNanos(3_000_000);
              OutcomesTest.serve(connection);
            })) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("load", "closed:16").flood();
      assertThat(seen.count("ok")).isPositive();
      assertThat(seen.histogram("connect").getMaxValue()).isGreaterThan(5_000_000L);
    }
  }

  @Test
  void manySmallPiecesOfHttpAreOneAnswer() {
    try (ScriptedServer server =
        ScriptedServer.local(
            connection -> {
              String request = connection.readText();
              String id = request.isEmpty() ? "" : request.substring(7, 23);
              String answer = "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n" + id;
              for (int i = 0; i < answer.length(); i += 5) {
                connection.send(answer.substring(i, Math.min(i + 5, answer.length())));
              }
            })) {
      Seen seen = TrialFlood.by(engine, "http://" + server.address() + "/r/{id}").flood();
      assertThat(seen.count("ok")).isPositive();
      assertThat(seen.histogram("queue").getTotalCount()).isZero();
    }
  }
}
