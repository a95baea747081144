package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.RawProtocol;
import stampede.contract.Work;

/**
 * What every strategy must do as every population it supports. One server is started for each, and
 * all tests share it, one after the other: none may leave a mark on it. The servers of different
 * strategies run beside each other.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("stampede.server.Populations#ofEveryStrategy")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class StrategySuiteTest {
  private static final int REQUESTS = 400;
  private static final int EARLY = 12;
  private static final int RESETS = 10;

  /** Longer than it takes to come for a request: an available handler may be about to. */
  private static final Duration SETTLED = Duration.ofMillis(20);

  private static final long HOLD_NS = 50_000_000L;
  private static final long WORK_NS = 5_000_000L;

  /** The server of each invocation, by its settings, for invocations run beside each other. */
  private static final Map<String, Shared> SERVERS = new ConcurrentHashMap<>();

  /** A server, and what was sent to it before it had any handler. */
  private record Shared(LiveServer server, int pendingBefore, List<Client> early) {}

  private final LiveServer server;
  private final String settings;

  StrategySuiteTest(String settings) {
    this.settings = settings;
    this.server = SERVERS.get(settings).server;
  }

  @BeforeParameterizedClassInvocation
  static void connectThenStart(String settings) {
    LiveServer server = LiveServer.opened(settings + ",deadline=300ms");
    List<Client> early = new ArrayList<>();
    for (int i = 0; i < EARLY; i++) {
      Client client = Client.connect(server.address());
      client.request(Client.newId(), Work.Kind.NONE, 0);
      early.add(client);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> server.wellKnownAddress().pending() == EARLY);
    int pendingBefore = server.wellKnownAddress().pending();
    SERVERS.put(settings, new Shared(server, pendingBefore, early));
    server.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> ended(server) == EARLY);
  }

  @AfterParameterizedClassInvocation
  static void idleHandlersLeaveWhenAsked(String settings) {
    Shared shared = SERVERS.remove(settings);
    try (LiveServer ending = shared.server) {
      assertThat(ending.stop()).as("every handler left by itself").isTrue();
      assertThat(ending.slots())
          .allMatch(slot -> slot.state() == HandlerState.STOPPED)
          .allMatch(slot -> slot.accepts() == slot.serviced() + slot.abandoned())
          .allMatch(slot -> slot.acceptErrors() == 0);
    } finally {
      shared.early.forEach(Client::close);
    }
  }

  @AfterEach
  void everyHandlerIsAvailableAgain() {
    await().atMost(Duration.ofSeconds(10)).during(SETTLED).until(this::isAtRest);
    assertThat(server.scoreboard().replaced()).as("handlers that died under " + settings).isZero();
  }

  private boolean isAtRest() {
    return server.allAvailable() && server.wellKnownAddress().pending() == 0;
  }

  @InTurn
  void addressStoresRequestsBeforeAnyHandlerExists() {
    Shared shared = SERVERS.get(settings);
    assertThat(shared.pendingBefore).isEqualTo(EARLY);
    assertThat(shared.early).allSatisfy(client -> assertThat(client.answer()).isPresent());
  }

  @InTurn
  void servicesEveryRequestExactlyOnce() {
    long servicedBefore = serviced();

    Flood flood = Flood.start(server.address(), 8, REQUESTS).await();

    flood.assertAllAnswered(REQUESTS);
    server.serviced().assertExactlyOnce(flood.answered());
    assertThat(serviced() - servicedBefore).isEqualTo(REQUESTS);
    assertThat(flood.answers())
        .allMatch(answer -> answer.pid() == server.slots().get(answer.handler()).pid());
  }

  /** Connections that were accepted and are over. */
  private static long ended(LiveServer server) {
    return server.slots().stream().mapToLong(slot -> slot.serviced() + slot.abandoned()).sum();
  }

  private long serviced() {
    return server.slots().stream().mapToLong(HandlerSlot::serviced).sum();
  }

  private long abandoned() {
    return server.slots().stream().mapToLong(HandlerSlot::abandoned).sum();
  }

  /** Losers included: rounds go on until the last one has had its turn. */
  @InTurn
  void everyHandlerHasItsTurnAndSeveralServiceAtOnce() {
    int handlers = server.population().handlers();
    Set<Integer> served = new HashSet<>();
    boolean overlapped = handlers == 1;
    for (int round = 0; round < 100 && (served.size() < handlers || !overlapped); round++) {
      Flood flood =
          Flood.start(server.address(), 2 * handlers, 2 * handlers, Work.Kind.SLEEP, HOLD_NS)
              .await();
      flood.assertAllAnswered(2 * handlers);
      flood.answers().forEach(answer -> served.add(answer.handler()));
      overlapped |= anyTwoOverlap(flood.answers());
    }
    assertThat(served).as("handlers that serviced something").hasSize(handlers);
    assertThat(overlapped).as("two services at the same time").isTrue();
  }

  private static boolean anyTwoOverlap(Collection<Answer> answers) {
    return answers.stream()
        .anyMatch(one -> answers.stream().anyMatch(two -> !one.equals(two) && one.overlaps(two)));
  }

  @InTurn
  void workTakesAtLeastAsLongAsAsked() {
    for (Work.Kind kind : List.of(Work.Kind.SPIN, Work.Kind.SLEEP)) {
      Answer answer =
          Client.exchange(server.address(), Client.newId(), kind, WORK_NS).orElseThrow();
      assertThat(answer.completedNs() - answer.begunNs()).isGreaterThanOrEqualTo(WORK_NS);
    }
  }

  @InTurn
  void silentAndSlowClientsLoseTheirHandlersAtTheDeadline() {
    long abandonedBefore = abandoned();
    byte[] request = Client.requestBytes(Client.newId(), Work.Kind.NONE, 0);
    try (Client silent = Client.connect(server.address());
        Client slow = Client.connect(server.address())) {
      for (int i = 0; i < request.length - 1; i++) {
        slow.send(request[i]);
      }

      Flood others = Flood.start(server.address(), 4, 8).await();

      others.assertAllAnswered(8);
      assertThat(silent.answer()).isEmpty();
      assertThat(slow.answer()).hasValueSatisfying(StrategySuiteTest::isRefusal);
      assertThat(abandoned() - abandonedBefore).isEqualTo(2);
    }
  }

  @InTurn
  void requestThatComesByteByByteIsServiced() {
    long id = Client.newId();
    try (Client client = Client.connect(server.address())) {
      for (byte each : Client.requestBytes(id, Work.Kind.NONE, 0)) {
        client.send(each);
      }
      assertThat(client.answer().map(Answer::id)).contains(id);
    }
  }

  @InTurn
  void whatIsNoRequestIsRefusedOnItsConnectionOnly() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    long servicedBefore = serviced();
    byte[] garbage = new byte[RawProtocol.REQUEST_BYTES];
    new Random(seed).nextBytes(garbage);
    byte[] flipped = Client.requestBytes(Client.newId(), Work.Kind.NONE, 0);
    flipped[20] ^= 1;
    byte[] oversized = new byte[RawProtocol.REQUEST_BYTES + 1];
    System.arraycopy(Client.requestBytes(Client.newId(), Work.Kind.NONE, 0), 0, oversized, 0, 32);

    for (byte[] wrong : List.of(garbage, flipped, oversized)) {
      assertRefused(wrong, false);
    }
    assertRefused(new byte[] {'S', 'T', 'P', 'Q', 1}, true);

    assertThat(serviced()).isEqualTo(servicedBefore);
    assertThat(Client.exchange(server.address())).isPresent();
  }

  private void assertRefused(byte[] bytes, boolean thenEnd) {
    try (Client client = Client.connect(server.address())) {
      client.send(bytes);
      if (thenEnd) {
        client.endOfStream();
      }
      assertThat(client.answer()).hasValueSatisfying(StrategySuiteTest::isRefusal);
    }
  }

  private static void isRefusal(Answer answer) {
    assertThat(answer.status()).isEqualTo(RawProtocol.STATUS_MALFORMED);
    assertThat(answer.id()).isZero();
  }

  @InTurn
  void clientsThatResetOrCloseWhileQueuedAreAbsorbed() {
    int handlers = server.population().handlers();
    Flood held = Flood.start(server.address(), handlers, handlers, Work.Kind.SLEEP, HOLD_NS);
    for (int i = 0; i < RESETS; i++) {
      Client.connect(server.address()).reset();
      Client.connect(server.address()).close();
    }

    held.await().assertAllAnswered(handlers);
    Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
  }
}
