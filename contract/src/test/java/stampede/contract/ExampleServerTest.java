package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Clock;
import stampede.linux.NativeBuffer;

/** The server in Python that docs/protocol.md points to does what the document says. */
@Timeout(60)
class ExampleServerTest {
  private final NativeBuffer memory = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
  private Process server;
  private int port;

  @BeforeEach
  void startServer() throws IOException {
    Path script = ProtocolDocument.folder().resolve("examples/raw_server.py");
    server = new ProcessBuilder(python().toString(), "-B", script.toString()).start();
    BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
    String address = output.readLine();
    assertThat(address).as("what the server printed").startsWith("127.0.0.1:");
    port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  @AfterEach
  void stopServer() throws InterruptedException {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  private static Path python() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1))
            .map(folder -> Path.of(folder, "python3"))
            .filter(Files::isExecutable)
            .findFirst();
    String missing = "needs python3, which is not installed: apt-get install python3";
    if (found.isEmpty() && Boolean.getBoolean("stampede.forbidSkips")) {
      Assertions.fail(missing + " (skipping is forbidden)");
    }
    if (found.isEmpty()) {
      System.out.println("SKIPPED: " + missing);
    }
    Assumptions.assumeTrue(found.isPresent(), missing);
    return found.orElseThrow();
  }

  @Test
  void itIsShorterThanSixtyLines() throws IOException {
    Path script = ProtocolDocument.folder().resolve("examples/raw_server.py");
    assertThat(Files.readAllLines(script)).hasSizeLessThan(60);
  }

  @Test
  void itServicesOneRequestAfterAnother() throws IOException {
    for (int i = 1; i <= 3; i++) {
      long id = RequestId.of(1, 2, i);
      long beforeNs = Clock.monotonicNs();
      RawProtocol.putRequest(memory, 0, id, Work.Kind.SLEEP, 2_000_000);
      exchange(memory.getBytes(0, RawProtocol.REQUEST_BYTES));
      assertThat(RawProtocol.isAnswer(memory, 0)).isTrue();
      assertThat(RawProtocol.status(memory, 0)).isEqualTo(RawProtocol.STATUS_OK);
      assertThat(RawProtocol.id(memory, 0)).isEqualTo(id);
      assertThat(RawProtocol.acceptedNs(memory, 0)).isGreaterThan(beforeNs);
      assertThat(RawProtocol.completedNs(memory, 0) - RawProtocol.begunNs(memory, 0))
          .isGreaterThanOrEqualTo(2_000_000);
      assertThat(RawProtocol.completedNs(memory, 0)).isLessThan(Clock.monotonicNs());
    }
  }

  @Test
  void itRefusesWhatIsNoRequestAndGoesOn() throws IOException {
    RawProtocol.putRequest(memory, 0, RequestId.of(1, 2, 3), Work.Kind.NONE, 0);
    byte[] request = memory.getBytes(0, RawProtocol.REQUEST_BYTES);
    request[15] ^= 1;
    exchange(request);
    assertRefused();
    exchange(Arrays.copyOf(request, 7));
    assertRefused();
    itServicesOneRequestAfterAnother();
  }

  @Test
  void itAnswersNothingToWhoSaysNothing() throws IOException {
    assertThat(answerTo(new byte[0])).isEmpty();
    itServicesOneRequestAfterAnother();
  }

  private void assertRefused() {
    assertThat(RawProtocol.isAnswer(memory, 0)).isTrue();
    assertThat(RawProtocol.status(memory, 0)).isEqualTo(RawProtocol.STATUS_MALFORMED);
    assertThat(RawProtocol.id(memory, 0)).isZero();
  }

  private void exchange(byte[] request) throws IOException {
    byte[] answer = answerTo(request);
    assertThat(answer).hasSize(RawProtocol.ANSWER_BYTES);
    memory.putBytes(0, answer);
  }

  /** Everything the server says until it closes. */
  private byte[] answerTo(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return socket.getInputStream().readAllBytes();
    }
  }
}
