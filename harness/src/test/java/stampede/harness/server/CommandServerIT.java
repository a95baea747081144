package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.Machine;
import stampede.house.PackageNeeded;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.linux.PidFd;
import stampede.linux.Signal;
import stampede.server.StartException;
import stampede.server.UsageException;

/** Commands as servers under test: the example of the documentation, and commands that are none. */
@Timeout(120)
class CommandServerIT {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");
  private static final Path EXAMPLE =
      Path.of(System.getProperty("stampede.root"), "docs", "examples", "http_server.py");

  private final Set<Path> before = folders();

  @AfterEach
  void nothingIsLeft() {
    assertThat(folders()).as("temporary folders").isEqualTo(before);
  }

  private static Set<Path> folders() {
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith(PrivateFolder.PREFIX))
          .collect(Collectors.toSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String example(String more) {
    PackageNeeded.require("python3", "python3");
    return "exec,command='python3 " + EXAMPLE + " {port} {ledger} 3'" + more;
  }

  private static RunningServer start(String server) {
    return Servers.parse(server)
        .start(ANY_PORT, Machine.cpus(), 100_000, Flooded.NOBODY_INTERRUPTS);
  }

  private static boolean runs(int pid) {
    return Files.exists(Path.of("/proc/" + pid)) && PidFd.open(pid).isPresent();
  }

  @Test
  void theExampleServesIsAuditedAndLeavesNothing() {
    ServerUnderTest server = Servers.parse(example(",work=on"));
    List<Integer> pids;
    try (RunningServer running =
            server.start(ANY_PORT, Machine.cpus(), 100_000, Flooded.NOBODY_INTERRUPTS);
        Flooded flooded = Flooded.flood(running)) {
      pids = running.pids();
      assertThat(pids).hasSize(4);
      assertThat(running.handlers()).hasSize(3).noneMatch(task -> task.pid() == pids.getFirst());
      assertThat(server.description().handlers()).isEqualTo(3);
      assertThat(server.description().address()).isEqualTo("shared");
      assertThat(running.stop()).isTrue();
      flooded.assertAuditPasses();
      assertThat(running.told()).containsExactlyInAnyOrder(Told.values());
      assertThat(running.counts()).isEmpty();
    }
    assertThat(pids).noneMatch(CommandServerIT::runs);
  }

  @Test
  void anInheritedSocketStoresRequestsBeforeTheCommandIsThere() {
    PackageNeeded.require("python3", "python3");
    String code =
        "import os,socket;assert os.environ[\"LISTEN_PID\"]==str(os.getpid());"
            + "s=socket.socket(fileno=3)\n"
            + "while True:\n"
            + " c=s.accept()[0];d=c.recv(999);i=d[7:23];"
            + "c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 16\\r\\n\\r\\n\"+i);c.close()";
    ServerUnderTest server =
        Servers.parse("exec,command='python3 -c ''" + code + "''',socket=inherited,backlog=77");
    try (HeldServer held =
        server.listen(ANY_PORT, Machine.cpus(), 100_000, Flooded.NOBODY_INTERRUPTS).orElseThrow()) {
      Reachability.require(held.address());
      assertThat(held.pids()).isEmpty();
      try (RunningServer running = held.begin();
          Flooded flooded = Flooded.flood(running)) {
        assertThat(running.address()).isEqualTo(held.address());
        assertThat(running.backlog()).contains(77);
        assertThat(running.handlers()).hasSize(1);
        assertThat(flooded.ok()).isPositive();
        assertThat(running.ledger()).isEmpty();
      }
    }
  }

  @Test
  void aCommandThatEndsSaysWhyAndWithWhichCode() {
    assertThatThrownBy(() -> start("exec,command='sh -c ''echo no luck; exit 7'''"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("exit code 7")
        .hasMessageContaining("no luck");
  }

  @Test
  void aCommandThatNeverListensIsEnded() {
    assertThatThrownBy(() -> start("exec,command='sh -c ''echo waiting; sleep 98'',ready=1s"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> start("exec,command='sh -c ''sleep 98 & sleep 97''',ready=500ms"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("did not listen")
        .hasMessageContaining("said nothing");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> ProcessHandle.allProcesses().noneMatch(CommandServerIT::sleepsForUs));
  }

  private static boolean sleepsForUs(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.endsWith("sleep 98") || line.endsWith("sleep 97"))
        .isPresent();
  }

  @Test
  void anAddressThatIsTakenIsNotMistakenForTheServer() {
    try (ListeningSocket other = ListeningSocket.bind(ANY_PORT, 5, false)) {
      ServerUnderTest server = Servers.parse(example(",ready=5s"));
      assertThatThrownBy(
              () -> server.start(other.address(), Machine.cpus(), 100, Flooded.NOBODY_INTERRUPTS))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> start("exec,command='no-such-program {port}'"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void handlersThatAreKilledAreReplacedAndSeen() {
    try (RunningServer running = start(example(""))) {
      HandlerTask victim = running.handlers().getFirst();
      Signal.KILL.sendTo(victim.pid());
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  running.handlers().size() == 3
                      && running.handlers().stream().noneMatch(t -> t.pid() == victim.pid()));
      assertThat(running.terminate(5_000_000_000L)).hasValue(0);
      assertThat(running.isAlive()).isFalse();
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> Servers.parse("exec"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("command");
    assertThatThrownBy(() -> Servers.parse("exec,command=x,stop=HUP"))
        .hasMessageContaining("stop=HUP");
    assertThatThrownBy(() -> Servers.parse("exec,command=x,differs=nothing"))
        .hasMessageContaining("differs");
  }
}
