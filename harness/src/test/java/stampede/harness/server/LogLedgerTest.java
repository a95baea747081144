package stampede.harness.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.contract.Ledger;
import stampede.contract.RequestId;
import stampede.harness.observe.Task;
import stampede.server.UsageException;

@Timeout(60)
class LogLedgerTest {
  private static final long ID = RequestId.of(7, 1, 5);

  @TempDir private Path folder;
  private final HandlerNumbers numbers = new HandlerNumbers(LogLedger.MOST_HANDLERS);
  private Path file;
  private LogLedger ledger;

  @BeforeEach
  void open() {
    file = folder.resolve("ledger");
    ledger = new LogLedger(file, Optional.empty(), LogPattern.OF_EXEC, numbers, 1000);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void append(String text) throws IOException {
    Files.write(
        file, text.getBytes(ISO_8859_1), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    ledger.read().read((state, id, handler, cpu, accepted, begun, completed) -> ids.add(id));
    return ids;
  }

  @Test
  void aFileThatIsNotThereHasNoServices() {
    assertThat(ids()).isEmpty();
    assertThat(ledger.told()).isEmpty();
  }

  @Test
  void aPartialLastLineWaitsForItsEnd() throws IOException {
    append(RequestId.text(ID) + "\n" + RequestId.text(ID + 1));
    assertThat(ids()).containsExactly(ID);

    append("\n" + RequestId.text(ID + 2).toUpperCase(java.util.Locale.ROOT) + " x\n");

    assertThat(ids()).containsExactly(ID, ID + 1, ID + 2);
    assertThat(ledger.services()).isEqualTo(3);
    assertThat(ledger.told()).isEmpty();
  }

  @Test
  void aServiceThatNamesNoHandlerIsNobodys() throws IOException {
    append(RequestId.text(ID) + "\n");
    List<Integer> handlers = new ArrayList<>();

    ledger
        .read()
        .read((state, id, handler, cpu, accepted, begun, completed) -> handlers.add(handler));

    assertThat(handlers).containsExactly(Ledger.NOBODY);
  }

  @Test
  void garbageIsNoService() throws IOException {
    append("\n \nhello\n0123456789abcde\n0123456789abcdef0\n\0\377\n");
    append("x".repeat(3 * LogLedger.MOST_LINE_BYTES) + RequestId.text(ID) + "\n");
    append("GET /r/" + RequestId.text(ID) + " 200\n");

    assertThat(ids()).containsExactly(ID);
  }

  @Test
  void handlersAndTimesAreReadWhereTheyAreSaid() throws IOException {
    numbers.present(List.of(new Task(40, 40), new Task(50, 50)));
    append(RequestId.text(ID) + " tid=50 accepted=10 begun=20 completed=30\n");
    List<String> read = new ArrayList<>();

    ledger
        .read()
        .read(
            (state, id, handler, cpu, accepted, begun, completed) ->
                read.add(handler + " " + accepted + " " + begun + " " + completed));

    assertThat(read).containsExactly("1 10 20 30");
    assertThat(ledger.told()).isEqualTo(Set.of(Told.HANDLER, Told.TIMES));
    assertThat(ledger.services(1)).isEqualTo(1);
  }

  @Test
  void linesCutAnywhereAreReadOnceEach() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      expected.add(ID + i);
      text.append("y".repeat(random.nextInt(300))).append('-');
      text.append(RequestId.text(ID + i)).append('\n');
    }
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(4000));
      append(text.substring(at, to));
      ledger.read();
      at = to;
    }

    assertThat(ids()).containsExactlyElementsOf(expected);
  }

  @Test
  void aPatternWithoutAnIdOrWithUnknownGroupsIsRefused() {
    assertThatThrownBy(() -> LogPattern.of("x(")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> LogPattern.of("x")).hasMessageContaining("(?<id>");
    assertThatThrownBy(() -> LogPattern.of("(?<id>x)(?<who>y)")).hasMessageContaining("who");
  }

  @Test
  void aHandlerThatFollowsAnotherTakesItsNumber() {
    assertThat(numbers.present(List.of(new Task(4, 4), new Task(5, 5))))
        .containsExactly(new HandlerTask(0, 4, 4), new HandlerTask(1, 5, 5));

    assertThat(numbers.present(List.of(new Task(5, 5), new Task(6, 6))))
        .containsExactly(new HandlerTask(0, 6, 6), new HandlerTask(1, 5, 5));
  }
}
