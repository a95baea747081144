package stampede.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Address;
import stampede.linux.Bpf;
import stampede.linux.BpfProgram;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.SharedMemory;
import stampede.linux.SocketArray;
import stampede.linux.Sockets;

/** The program in the kernel, without handlers: only what stands in their words. */
@Timeout(40)
class IdleChoiceTest {
  private static final int SOCKETS = 5;
  private static final long LONG_CLAIM_NS = 1_000_000_000L;
  private static final long SHORTEST_CLAIM_NS = 1;
  private static final long NO_CLAIM_NS = 0;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<ListeningSocket> sockets = new ArrayList<>();
  private SharedMemory words;

  @BeforeEach
  void assumeAvailable() {
    Bpf.unavailable().ifPresent(reason -> System.out.println("SKIPPED: " + reason));
    assumeTrue(
        Bpf.unavailable().isEmpty() || Boolean.getBoolean("stampede.forbidSkips"), "no BPF here");
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private void attach(int most, long claimNs) {
    words = keep(Availability.create(most));
    SocketArray places = keep(SocketArray.create("places", most));
    Address address = Address.parse("127.0.0.1:0");
    for (int i = 0; i < SOCKETS; i++) {
      sockets.add(keep(ListeningSocket.bind(address, 64, true)));
      address = sockets.getFirst().address();
      places.put(i, sockets.get(i));
    }
    words.putIntRelease(Availability.COUNT_AT, SOCKETS);
    BpfProgram program = keep(BpfProgram.load("idle", IdleChoice.of(words, places, most, claimNs)));
    program.attach(sockets.getFirst());
  }

  private void set(int handler, long word) {
    words.putLongRelease(Availability.wordAt(handler), word);
  }

  private long word(int handler) {
    return words.getLongAcquire(Availability.wordAt(handler));
  }

  private void setAll(long word) {
    for (int i = 0; i < SOCKETS; i++) {
      set(i, word);
    }
  }

  private void connect(int count) {
    Address address = sockets.getFirst().address();
    for (int i = 0; i < count; i++) {
      Descriptor client = keep(new Descriptor(Sockets.socket(address.family(), Sockets.STREAM)));
      assertThat(Sockets.connect(client.number(), address.encode())).isZero();
    }
  }

  private List<Integer> pending() {
    return sockets.stream().map(socket -> socket.queue().pending()).toList();
  }

  @Test
  void eachOfManySynsClaimsAHandlerOfItsOwn() {
    attach(SOCKETS, LONG_CLAIM_NS);
    setAll(Availability.AVAILABLE);

    connect(SOCKETS);

    assertThat(pending()).isEqualTo(Collections.nCopies(SOCKETS, 1));
    for (int i = 0; i < SOCKETS; i++) {
      assertThat(word(i)).as("when it was claimed").isGreaterThan(Availability.AVAILABLE);
    }
  }

  @Test
  void onlyAvailableHandlersAreChosen() {
    attach(SOCKETS, LONG_CLAIM_NS);
    for (int round = 0; round < 20; round++) {
      set(3, Availability.AVAILABLE);
      connect(1);
    }
    assertThat(pending()).containsExactly(0, 0, 0, 20, 0);
  }

  @Test
  void withoutClaimsManySynsSeeTheSameHandler() {
    attach(SOCKETS, NO_CLAIM_NS);
    set(2, Availability.AVAILABLE);

    connect(20);

    assertThat(pending()).containsExactly(0, 0, 20, 0, 0);
    assertThat(word(2)).isEqualTo(Availability.AVAILABLE);
  }

  @Test
  void aLapsedClaimCountsLessThanAnAvailableHandlerAndMoreThanABusyOne() {
    attach(SOCKETS, SHORTEST_CLAIM_NS);
    set(1, Availability.AVAILABLE);
    set(4, Availability.AVAILABLE);

    connect(2);
    assertThat(pending()).as("available first").containsExactly(0, 1, 0, 0, 1);

    connect(30);
    assertThat(pending().get(1) + pending().get(4)).isEqualTo(32);
  }

  @Test
  void aStandingClaimIsLikeBusy() {
    attach(SOCKETS, LONG_CLAIM_NS);
    set(1, Availability.AVAILABLE);
    connect(1);
    long claimedAt = word(1);

    connect(60);

    assertThat(pending()).doesNotContain(0);
    assertThat(word(1)).isEqualTo(claimedAt);
  }

  @Test
  void whenAllAreBusyTheHashChoosesAmongThoseThatCount() {
    attach(SOCKETS, LONG_CLAIM_NS);
    words.putIntRelease(Availability.COUNT_AT, SOCKETS - 2);

    connect(60);

    assertThat(pending().subList(0, 3)).doesNotContain(0);
    assertThat(pending().subList(3, 5)).containsOnly(0);
  }

  @Test
  void aHandlerThatDoesNotCountIsNeverChosen() {
    attach(SOCKETS, LONG_CLAIM_NS);
    words.putIntRelease(Availability.COUNT_AT, 1);
    set(0, Availability.AVAILABLE);
    set(1, Availability.AVAILABLE);

    connect(10);

    assertThat(pending()).containsExactly(10, 0, 0, 0, 0);
  }

  /** The verifier follows every turn of the search. */
  @Test
  void theMostHandlersThereCanBeAreSearchedInPart() {
    attach(4096, LONG_CLAIM_NS);
    set(2, Availability.AVAILABLE);

    connect(1);

    assertThat(pending()).containsExactly(0, 0, 1, 0, 0);
  }
}
