package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;

/**
 * What cannot be done is said in a line that tells what to do, with the exit code of its kind, and
 * leaves no process, no folder and no file.
 */
@Timeout(60)
class BadInputIT extends AtCommandLine {
  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;

  private void assertRefused(Cli.Ended ended, int code, String... said) throws IOException {
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.complaints()).as(ended.err()).hasSize(1);
    assertThat(ended.complaints().getFirst()).contains(said).doesNotContain("defect");
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ended.out()).isEmpty();
    cli.assertNothingLeft();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(file -> !file.getFileName().toString().startsWith("cli"))).isEmpty();
    }
  }

  private static Arguments bad(String said, String... words) {
    return Arguments.of(String.join(" ", words), said, words);
  }

  static List<Arguments> wrongUsage() {
    return List.of(
        bad("there are iterative, per-connection", "bench", "--strategies", "nonsense"),
        bad("there are iterative, per-connection", "serve", "nonsense"),
        bad("at most 1 handler; say handlers=1", "serve", "iterative,handlers=2"),
        bad("must be threads or processes", "bench", "epoll,as=fibers"),
        bad("must be threads or processes", "bench", "--as", "fibers"),
        bad("it has", "bench", "epoll,colour=red"),
        bad("this machine gives", "bench", "--cpus", "1000"),
        bad("this machine gives", "bench", "--load-cpus", "1000"),
        bad("this machine gives", "serve", "epoll", "--cpus", "1000"),
        bad("empty entry", "bench", "--strategies", ","),
        bad("such as 500ms", "bench", "--duration", "fast"),
        bad("between 1ms and 1h", "bench", "--duration", "0s"),
        bad("between 10ms and 10s", "bench", "--interval", "5ms"),
        bad("between 10ms and 10s", "load", "raw://127.0.0.1:9", "--interval", "1m"),
        bad("such as 5000/s", "bench", "--load", "constant:0/s"),
        bad("closed:64", "bench", "--load", "closed:many"),
        bad("closed:64", "load", "raw://127.0.0.1:9", "--load", "flood"),
        bad("spin:50us", "bench", "--work", "hard"),
        bad("between 1 and 1000", "bench", "--rounds", "0"),
        bad("reset or fin", "bench", "--close", "slam"),
        bad("HOST:PORT", "bench", "--listen", "here"),
        bad("not loopback", "bench", "--listen", "0.0.0.0:0"),
        bad("--allow-remote", "serve", "epoll", "--listen", "0.0.0.0:0"),
        bad("--allow-remote", "load", "raw://192.0.2.1:9000"),
        bad("raw://HOST:PORT", "load", "ftp://127.0.0.1:21"),
        bad("not a method", "load", "http://127.0.0.1:9/", "--method", "G/T"),
        bad("is not a header", "load", "http://127.0.0.1:9/", "--header", "X"),
        bad(
            "load generator to write",
            "load",
            "http://127.0.0.1:9/",
            "--header",
            "Content-Length:1"),
        bad("cannot be read", "load", "http://127.0.0.1:9/", "--body", "@nowhere"),
        bad("are no statuses", "load", "http://127.0.0.1:9/", "--expect-status", "1xx"),
        bad("have no body", "load", "http://[::1]:9/", "--method", "HEAD", "--expect-body", "x"),
        bad("or 0 for no end", "load", "http://127.0.0.1:9/", "--keep-alive", "-1"),
        bad("does not speak HTTP", "load", "raw://127.0.0.1:9", "--keep-alive"),
        bad("HOST:PORT", "load", "http:///x"),
        bad("no-such-host.invalid", "load", "raw://no-such-host.invalid:80"),
        bad("is for open loads", "load", "raw://127.0.0.1:9", "--max-in-flight", "3"),
        bad("between 1 and 1000000", "bench", "--load", "constant:9/s", "--max-in-flight", "0"),
        bad(
            "each needs one",
            "bench",
            "--load",
            "constant:9/s",
            "--max-in-flight",
            "1",
            "--load-threads",
            "2"),
        bad("no file 'nowhere.csv'", "bench", "epoll", "--load", "replay:nowhere.csv"),
        bad("name the file", "bench", "epoll", "--load", "replay:"),
        bad("choose another with --out", "bench", "--out", "/proc/nowhere"),
        bad("does not exist; check the path", "report", "nowhere.json"),
        bad("cannot read --config", "bench", "--config", "nowhere.toml"),
        bad("Unknown option", "bench", "--nonsense"),
        bad("say which server", "conform"),
        bad("there are iterative, per-connection", "conform", "nonsense"),
        bad("no check begins with 'XX'", "conform", "epoll", "--check", "XX"),
        bad("no check speaks for claim 99", "conform", "epoll", "--claim", "99"),
        bad("no check speaks for claim 99", "checks", "--claim", "99"),
        bad("there is no such file", "conform", "epoll", "--known", "nowhere.txt"),
        bad("cannot be written", "conform", "epoll", "--junit", "nowhere/junit.xml"),
        bad("choose another with --out", "conform", "epoll", "--out", "/proc/nowhere"),
        bad("say what to do"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUsage")
  void wrongUsageIsRefusedAtOnce(String line, String said, String[] words) throws IOException {
    assertRefused(Cli.refused(words), USAGE, said);
  }

  /** The JVM of its own adds nothing of its own. */
  @Test
  void aCommandAsUsersStartItRefusesInTheSameWords() throws IOException {
    String[] words = {"bench", "--strategies", "nonsense"};
    assertRefused(cli.run(words), USAGE, Cli.refused(words).complaints().getFirst());
  }

  @Test
  void aResultFileThatIsNoneIsNamed() throws IOException {
    Path broken = Files.writeString(Files.createTempFile(folder, "cli", ".json"), "{\"schema\": 1");
    assertRefused(cli.run("report", broken.toString()), USAGE, broken.toString(), "is not JSON");
  }

  @Test
  void aPortThatIsTakenIsNamedAndItsOwnerUndisturbed() throws IOException {
    try (ListeningSocket owner = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      String address = owner.address().toString();
      String[] taken = {address, "taken by another server"};
      assertRefused(cli.run("serve", "epoll", "--listen", address), UNAVAILABLE, taken);
      assertRefused(cli.run("serve", "reuseport", "--listen", address), UNAVAILABLE, taken);
      assertRefused(
          cli.run("bench", "blocking", "--listen", address, "--out", "results"),
          UNAVAILABLE,
          taken);
      assertThat(owner.queue().pending()).isZero();
    }
  }

  @Test
  void anAddressOfAnotherMachineCannotBeServed() throws IOException {
    Cli.Ended ended = cli.run("serve", "epoll", "--listen", "192.0.2.1:9000", "--allow-remote");
    assertRefused(ended, UNAVAILABLE, "not an address of this machine");
  }

  @Test
  void aTargetWhereNobodyListensIsUnavailable() throws IOException {
    String free;
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      free = socket.address().toString();
    }
    assertRefused(cli.run("load", "raw://" + free), UNAVAILABLE, free, "ECONNREFUSED");
    String nowhere = "raw+unix:" + folder + "/nowhere";
    assertRefused(cli.run("load", nowhere), UNAVAILABLE, "ENOENT");
  }

  @Test
  void tooFewDescriptorsForTheConcurrencyAreCounted() throws IOException {
    Cli.Ended ended =
        cli.runWithDescriptors(
            200, "bench", "blocking", "--load", "closed:500", "--out", "results");
    assertRefused(ended, USAGE, "500 connections", "ulimit -n");
  }
}
