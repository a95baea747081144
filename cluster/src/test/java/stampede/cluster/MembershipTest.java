package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real channels: over TCP on loopback, and in this process. */
@Timeout(60)
class MembershipTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;
  private final List<Membership> joined = new ArrayList<>();
  private final int port = freePort();

  @AfterEach
  void leave() {
    joined.reversed().forEach(Membership::close);
  }

  /** The first of some that are free now. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return Math.min(socket.getLocalPort(), 65_000 - Meeting.PORTS);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Meeting tcp(Optional<ClusterKey> key) {
    InetSocketAddress host = new InetSocketAddress(LOOPBACK, port);
    return at(new Meeting.Place.Hosts(List.of(host)), key);
  }

  private Meeting at(Meeting.Place place, Optional<ClusterKey> key) {
    return new Meeting(LOOPBACK, port, place, key);
  }

  private static Optional<ClusterKey> key(String text) {
    return Optional.of(ClusterKey.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Membership join(Meeting meeting, String name) {
    Membership membership = Membership.join(meeting, name);
    joined.add(membership);
    return membership;
  }

  private static Happening next(Membership membership) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> membership.poll(10_000_000L), Optional::isPresent)
        .orElseThrow();
  }

  private static Message received(Membership membership) {
    Happening happening = next(membership);
    while (!(happening instanceof Happening.Received)) {
      happening = next(membership);
    }
    return ((Happening.Received) happening).message();
  }

  private void assertTheySpeak(Membership first, Membership second) {
    await().untilAsserted(() -> assertThat(first.peers()).hasSize(1));
    await().untilAsserted(() -> assertThat(second.peers()).hasSize(1));
    Message large = new Message.Done(7, "x".repeat(Message.RESULT_BYTES));
    Peer peer = first.peers().iterator().next();
    first.send(peer, large);
    first.send(peer, new Message.Ping(7, 1));
    assertThat(received(second)).isEqualTo(large);
    assertThat(received(second)).isEqualTo(new Message.Ping(7, 1));
  }

  @Test
  void twoMeetOverTcpAndSpeakInOrder() {
    assertTheySpeak(join(tcp(Optional.empty()), "one"), join(tcp(Optional.empty()), "two"));
  }

  @Test
  void twoMeetWithOneKey() {
    assertTheySpeak(join(tcp(key("secret")), "one"), join(tcp(key("secret")), "two"));
  }

  @Test
  void twoMeetAtAName() {
    Meeting meeting = at(new Meeting.Place.Dns("localhost"), key("secret"));
    assertTheySpeak(join(meeting, "one"), join(meeting, "two"));
  }

  @Test
  void twoMeetInAFolder() {
    Meeting meeting = at(new Meeting.Place.Folder(folder), key("secret"));
    assertTheySpeak(join(meeting, "agent one"), join(meeting, "agent two"));
  }

  @Test
  void whoLooksByANameFindsWhoLooksAtHosts() {
    Meeting byName = at(new Meeting.Place.Dns("localhost"), key("secret"));
    assertTheySpeak(join(tcp(key("secret")), "one"), join(byName, "two"));
  }

  @Test
  void twoMeetInThisProcess() {
    Meeting meeting = new Meeting(LOOPBACK, port, new Meeting.Place.Here("test"), Optional.empty());
    assertTheySpeak(join(meeting, "one"), join(meeting, "two"));
  }

  @Test
  void oneThatLeavesIsSeenToLeave() {
    Membership first = join(tcp(key("secret")), "one");
    Membership second = join(tcp(key("secret")), "two");
    assertThat(next(first)).isInstanceOf(Happening.Joined.class);
    second.close();
    assertThat(next(first)).isInstanceOf(Happening.Left.class);
    assertThat(first.peers()).isEmpty();
  }

  @Test
  void anotherKeyIsToldSoAndChangesNothing() {
    Membership first = join(tcp(key("secret")), "one");
    Membership second = join(tcp(key("secret")), "two");
    assertThatThrownBy(() -> Membership.join(tcp(key("guess")), "stranger"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("is a member with another key");
    assertTheySpeak(first, second);
  }

  @Test
  void noKeyIsToldSoWhereThereIsOne() {
    join(tcp(key("secret")), "one");
    assertThatThrownBy(() -> Membership.join(tcp(Optional.empty()), "stranger"))
        .hasMessageContaining("one has a key and the other none");
  }

  @Test
  void aKeyIsToldSoWhereThereIsNone() {
    join(tcp(Optional.empty()), "one");
    assertThatThrownBy(() -> Membership.join(tcp(key("secret")), "stranger"))
        .hasMessageContaining("one has a key and the other none");
  }

  @Test
  void whoeverSendsSomethingElseDoesNoHarm() throws IOException {
    Membership first = join(tcp(key("secret")), "one");
    byte[] cookie = {'b', 'e', 'l', 'a'};
    for (int length : new int[] {-5, 0, 3, Integer.MAX_VALUE}) {
      try (Socket socket = new Socket(LOOPBACK, port)) {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(cookie);
        out.writeInt(length);
        out.write(new byte[2000]);
      } catch (IOException closedOnUs) {
        assertThat(closedOnUs).isInstanceOf(IOException.class);
      }
    }
    assertTheySpeak(first, join(tcp(key("secret")), "two"));
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsNamed() throws IOException {
    InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
    Meeting meeting =
        new Meeting(elsewhere, port, new Meeting.Place.Hosts(List.of()), key("secret"));
    assertThatThrownBy(() -> Membership.join(meeting, "one"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("cannot be a member at 192.0.2.1");
  }

  @Test
  void nothingOfTheNetworkIsLeftWhenAMemberIsClosed() {
    Set<String> before = threads();
    join(tcp(key("secret")), "one").close();
    await().untilAsserted(() -> assertThat(before).containsAll(threads()));
  }

  private static Set<String> threads() {
    return Set.copyOf(
        Thread.getAllStackTraces().keySet().stream()
            .filter(Thread::isAlive)
            .map(Thread::getName)
            .filter(name -> !name.matches(".*(ForkJoin|VirtualThread|Poller|awaitility).*"))
            .distinct()
            .toList());
  }
}
