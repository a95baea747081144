package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class NetworkNamespaceTest {
  /** What {@code there} gives in a thread that has a network of its own. */
  private static <T> T inNew(Supplier<T> there) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> complete(result, there));
    return result.join();
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> there) {
    try {
      Optional<String> refused = NetworkNamespace.enterNew();
      refused.ifPresent(reason -> System.out.println("SKIPPED: " + reason));
      assumeTrue(refused.isEmpty(), "no network of our own");
      result.complete(there.get());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  @Test
  void serversAndClientsMeetInItAndNobodyOutsideSeesThem() {
    Ipv6.assumePresent();
    for (String host : List.of("127.0.0.1:0", "[::1]:0")) {
      try (ListeningSocket server =
          inNew(() -> ListeningSocket.bind(Address.parse(host), 5, false))) {
        assertThat(connect(server.address())).isEqualTo(Errno.ECONNREFUSED.asResult());
      }
      assertThat(inNew(() -> servedOne(host))).isTrue();
    }
  }

  private static boolean servedOne(String host) {
    try (ListeningSocket server = ListeningSocket.bind(Address.parse(host), 5, false)) {
      assertThat(connect(server.address())).isZero();
      Descriptor.close(Sockets.accept(server.number()));
      return NetworkNamespace.isUp();
    }
  }

  private static int connect(Address address) {
    int number = Sockets.socket(address.family(), Sockets.STREAM | Sockets.CLOEXEC);
    try (Descriptor client = new Descriptor(number)) {
      return Sockets.connect(client.number(), address.encode());
    }
  }

  @Test
  void itsCountersBeginAtZero() {
    assertThat(inNew(NetworkNamespaceTest::tcpExtensions)).isNotEmpty().allMatch("0"::equals);
  }

  private static List<String> tcpExtensions() {
    try (var lines = Files.lines(Path.of("/proc/thread-self/net/netstat"))) {
      String numbers = lines.filter(line -> line.startsWith("TcpExt:")).skip(1).findFirst().get();
      List<String> fields = List.of(numbers.split(" ", -1));
      return fields.subList(1, fields.size());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void aProcessStartedInItIsInIt() throws IOException {
    String outside = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    String inside =
        inNew(
            () -> {
              try (Child child = Child.start(Teller.class)) {
                return child.line();
              }
            });
    assertThat(inside).startsWith("net:[").isNotEqualTo(outside);
    assertThat(Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"))).hasToString(outside);
    assertThat(NetworkNamespace.isUp()).isTrue();
  }

  static final class Teller {
    static void main() throws IOException {
      Child.boundLife();
      Child.say(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    }
  }

  @Test
  void withoutPrivilegeItSaysWhatIsNeeded() {
    List<String> limited = List.of("setpriv", "--bounding-set=-all");
    try (Child child = Child.start(limited, List.of(), Enterer.class)) {
      assertThat(child.line())
          .isEqualTo("a network namespace of one's own needs root, or CAP_SYS_ADMIN");
    }
  }

  static final class Enterer {
    static void main() {
      Child.boundLife();
      Child.say(NetworkNamespace.enterNew().orElse("entered"));
    }
  }
}
