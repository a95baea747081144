package stampede.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.server.UsageException;

@Timeout(10)
class KnownFailuresTest {
  @TempDir private Path folder;

  private KnownFailures read(String text) throws IOException {
    return KnownFailures.read(Files.writeString(folder.resolve("known.txt"), text));
  }

  private static Optional<String> reason(KnownFailures known, String spec, String check) {
    return known.of(spec, check).map(KnownFailures.Line::reason);
  }

  @Test
  void aLineIsAboutTheServersThatBeginSo() throws IOException {
    KnownFailures known = read("# known\n\nepoll ER-a it leaks\n * ER-b  always so \n");
    assertThat(reason(known, "epoll", "ER-a")).contains("it leaks");
    assertThat(reason(known, "epoll,as=processes,handlers=8", "ER-a")).contains("it leaks");
    assertThat(reason(known, "epoll-edge", "ER-a")).isEmpty();
    assertThat(reason(known, "epoll", "ER-c")).isEmpty();
    assertThat(reason(known, "nginx", "ER-b")).contains("always so");
  }

  @Test
  void aServerWithSpacesStandsInDoubleQuotes() throws IOException {
    KnownFailures known = read("\"exec,command='./a b'\" ER-a it is ours\n");
    assertThat(reason(known, "exec,command='./a b',protocol=http", "ER-a")).contains("it is ours");
  }

  @Test
  void linesOfNoCheckAreFound() throws IOException {
    Check check = new Check("ER-a", List.of(), "r", trial -> Finding.holds("", ""));
    assertThat(read("x ER-a r\nx ER-z r\n").ofNoCheck(List.of(check)))
        .extracting(KnownFailures.Line::place)
        .containsExactly("known.txt:2");
  }

  @Test
  void whatCannotBeReadIsWrongUsage() throws IOException {
    assertThatThrownBy(() -> read("epoll ER-a\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("known.txt:1")
        .hasMessageContaining("SERVER CHECK-ID and a reason");
    assertThatThrownBy(() -> KnownFailures.read(folder.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> KnownFailures.read(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be read");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> KnownFailures.read(binary))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not a text file");
  }

  @Test
  void theRepeatingCommandIsOneAShellUnderstands() {
    Repeat repeat = new Repeat(7, "--effort brief");
    assertThat(repeat.command("epoll,as=processes", "ER-a"))
        .isEqualTo("stampede conform epoll,as=processes --check ER-a --seed 7 --effort brief");
    assertThat(new Repeat(7, "").command("exec,command='./a b'", "ER-a"))
        .isEqualTo("stampede conform 'exec,command='\\''./a b'\\''' --check ER-a --seed 7");
  }
}
