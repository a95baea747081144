package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static stampede.linux.BpfCode.Comparison.EQUAL;
import static stampede.linux.BpfCode.Comparison.NOT_EQUAL;
import static stampede.linux.BpfCode.Register.R0;
import static stampede.linux.BpfCode.Register.R1;
import static stampede.linux.BpfCode.Register.R10;
import static stampede.linux.BpfCode.Register.R2;
import static stampede.linux.BpfCode.Register.R3;
import static stampede.linux.BpfCode.Register.R4;
import static stampede.linux.BpfCode.Register.R6;
import static stampede.linux.BpfCode.Register.R7;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that choose sockets; what needs privilege is skipped aloud without it. */
@Timeout(40)
class BpfTest {
  private static final int SOCKETS = 3;
  private static final int CLIENTS = 60;
  private static final List<String> WITHOUT_BPF = List.of("setpriv", "--bounding-set=-all");

  private static void assumeAvailable() {
    boolean available = Bpf.unavailable().isEmpty();
    if (!available) {
      System.out.println("SKIPPED: BPF programs are not tested: " + Bpf.unavailable().get());
    }
    assumeTrue(available || Boolean.getBoolean("stampede.forbidSkips"), "no BPF here");
  }

  /** Claims and chooses the last socket whose long is 1; chooses none when there is none. */
  private static BpfCode chooseFlagged(SharedMemory flags, SocketArray sockets) {
    BpfCode.Label choose = new BpfCode.Label();
    BpfCode.Label done = new BpfCode.Label();
    BpfCode code = new BpfCode().set(R6, R1).loadAddress(R7, flags);
    for (int socket = SOCKETS - 1; socket >= 0; socket--) {
      code.set(R3, socket).loadLong(R0, R7, Long.BYTES * socket);
      BpfCode.Label next = new BpfCode.Label();
      code.jumpIf(NOT_EQUAL, R0, 1, next).set(R2, 2);
      code.compareAndExchangeLong(R7, Long.BYTES * socket, R2).jumpIf(EQUAL, R0, 1, choose);
      code.place(next);
    }
    code.jump(done).place(choose).storeInt(R10, -4, R3);
    code.set(R1, R6).loadArray(R2, sockets).set(R3, R10);
    code.compute(BpfCode.Operation.ADD, R3, -4).set(R4, 0);
    return code.call(BpfCode.Function.SELECT_SOCKET).place(done).set(R0, BpfProgram.PASS).exit();
  }

  private static long flagOf(long socket) {
    return Long.BYTES * socket;
  }

  private static SocketArray arrayOf(ReuseportGroup group) {
    SocketArray sockets = SocketArray.create("sockets", SOCKETS);
    for (int i = 0; i < SOCKETS; i++) {
      sockets.put(i, group.get(i));
    }
    return sockets;
  }

  @Test
  void aProgramChoosesOnlyFlaggedSocketsAndLeavesTheRestToTheHash() {
    assumeAvailable();
    try (ReuseportGroup group = ReuseportGroup.of(SOCKETS);
        SharedMemory flags = Bpf.memory("flags", Long.BYTES * SOCKETS);
        SocketArray sockets = arrayOf(group);
        BpfProgram program = BpfProgram.load("flagged", chooseFlagged(flags, sockets))) {
      program.attach(group.first());
      for (int chosen : List.of(1, 0, 2, 1)) {
        flags.putLongRelease(flagOf(chosen), 1);
        group.connect(1);
        assertThat(group.pending().get(chosen)).isEqualTo(1);
        assertThat(flags.getLongAcquire(flagOf(chosen))).as("claimed").isEqualTo(2);
        group.drain();
      }
      group.connect(CLIENTS);
      assertThat(group.pending()).doesNotContain(0);
    }
  }

  @Test
  void anotherProcessFlagsThroughADescriptorItWasPassed() {
    assumeAvailable();
    try (ReuseportGroup group = ReuseportGroup.of(SOCKETS);
        SharedMemory flags = Bpf.memory("flags", Long.BYTES * SOCKETS);
        SocketArray sockets = arrayOf(group);
        BpfProgram program = BpfProgram.load("flagged", chooseFlagged(flags, sockets));
        Passing passing = new Passing();
        Child child = Child.start(WITHOUT_BPF, List.of(), Flagger.class, passing.name())) {
      program.attach(group.first());
      MessageChannel channel = passing.give(flags.descriptor());
      assertThat(child.line()).isEqualTo("flagged");
      channel.close();
      group.connect(1);
      assertThat(group.pending()).containsExactly(0, 1, 0);
    }
  }

  static final class Flagger {
    static void main(String[] arguments) throws InterruptedException {
      Child.boundLife();
      Descriptor received = Passing.take(arguments[0]).getFirst();
      SharedMemory flags = SharedMemory.open(received, Long.BYTES * SOCKETS);
      flags.putLongRelease(Long.BYTES, 1);
      Child.say("flagged");
      Child.stay();
    }
  }

  /** With tcp_migrate_req off, which is the default, only a program moves what waits. */
  @Test
  void requestsOfASocketThatClosesMoveToTheOthers() {
    assumeAvailable();
    try (ReuseportGroup group = ReuseportGroup.of(SOCKETS);
        SharedMemory flags = Bpf.memory("flags", Long.BYTES * SOCKETS);
        SocketArray sockets = arrayOf(group);
        BpfProgram program = BpfProgram.load("flagged", chooseFlagged(flags, sockets))) {
      program.attach(group.first());
      flags.putLongRelease(flagOf(2), 1);
      group.connect(1);
      assertThat(group.pending()).containsExactly(0, 0, 1);

      flags.putLongRelease(0, 1);
      group.get(2).close();

      assertThat(group.first().queue().pending()).isEqualTo(1);
    }
  }

  @Test
  void theProgramStaysWithTheSocketsUntilItIsDetached() {
    assumeAvailable();
    try (ReuseportGroup group = ReuseportGroup.of(SOCKETS)) {
      SharedMemory flags = Bpf.memory("flags", Long.BYTES * SOCKETS);
      SocketArray sockets = arrayOf(group);
      BpfProgram program = BpfProgram.load("flagged", chooseFlagged(flags, sockets));
      program.attach(group.first());
      flags.putLongRelease(Long.BYTES, 1);
      program.close();
      sockets.close();
      flags.close();
      group.connect(1);
      assertThat(group.pending()).containsExactly(0, 1, 0);

      assertThat(ReuseportFilter.detach(group.first())).isTrue();
    }
  }

  @Test
  void aPlaceIsEmptiedAndASocketHasOneOnly() {
    assumeAvailable();
    try (ReuseportGroup group = ReuseportGroup.of(SOCKETS);
        SocketArray sockets = arrayOf(group)) {
      assertThatThrownBy(() -> sockets.put(1, group.first())).hasMessageContaining("EBUSY");
      assertThat(sockets.remove(0)).isTrue();
      assertThat(sockets.remove(0)).isFalse();
      sockets.put(1, group.first());
      assertThatThrownBy(() -> sockets.put(SOCKETS, group.first()))
          .hasMessageContaining("BPF_MAP_UPDATE_ELEM")
          .hasMessageContaining("E2BIG");
    }
  }

  @Test
  void aSocketThatSharesNoAddressIsRefused() {
    assumeAvailable();
    try (ListeningSocket alone = ListeningSocket.bind(Pair.LOOPBACK, 8, false);
        SocketArray sockets = SocketArray.create("sockets", 1);
        BpfProgram program = BpfProgram.load("pass", new BpfCode().set(R0, 1).exit())) {
      assertThatThrownBy(() -> sockets.put(0, alone)).hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> program.attach(alone))
          .hasMessageContaining("SO_ATTACH_REUSEPORT_EBPF")
          .hasMessageContaining("EINVAL");
    }
  }

  @Test
  void theVerifierSaysWhyItRefuses() {
    assumeAvailable();
    BpfCode unset = new BpfCode().set(R0, R4).exit();
    assertThatThrownBy(() -> BpfProgram.load("unset", unset))
        .isInstanceOfSatisfying(
            LinuxException.class, refused -> assertThat(refused.call()).isEqualTo("bpf"))
        .hasMessageContaining("bpf(BPF_PROG_LOAD, unset, verifier: ")
        .hasMessageContaining("R4 !read_ok");
  }

  @Test
  void whatCannotBeAssembledIsOurMistake() {
    BpfCode nowhere = new BpfCode().jump(new BpfCode.Label()).exit();

    assertThatThrownBy(nowhere::assemble).hasMessage("the jump at 0 leads nowhere");
    assertThatThrownBy(() -> new BpfCode().loadInt(R0, R1, 40_000))
        .hasMessage("an offset has 16 bits: 40000");
    assertThatThrownBy(() -> Bpf.putName(null, 0, "a name that is too long"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutPrivilegeItSaysWhatIsNeeded() {
    try (Child child = Child.start(WITHOUT_BPF, List.of(), Prober.class)) {
      assertThat(child.line()).isEqualTo("loading a BPF program needs root, or CAP_BPF");
    }
  }

  @Test
  void capBpfAloneIsEnough() {
    assumeAvailable();
    List<String> onlyBpf = List.of("setpriv", "--bounding-set=-all,+bpf");
    try (Child child = Child.start(onlyBpf, List.of(), Prober.class)) {
      assertThat(child.line()).isEqualTo("available");
    }
  }

  static final class Prober {
    static void main() {
      Child.boundLife();
      Child.say(Bpf.unavailable().orElse("available"));
    }
  }
}
