package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.contract.Work;
import stampede.linux.Address;

/**
 * Several clients at once, each sending one request after another over connections of their own.
 */
final class Flood {
  private static final long WITHIN_MS = 40_000;

  private final Address address;
  private final Work.Kind kind;
  private final long workNs;
  private final AtomicInteger left;
  private final Map<Long, Answer> answered = new ConcurrentHashMap<>();
  private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean refused;

  private Flood(Address address, int requests, Work.Kind kind, long workNs) {
    this.address = address;
    this.left = new AtomicInteger(requests);
    this.kind = kind;
    this.workNs = workNs;
  }

  /** Starts {@code clients} threads that make {@code requests} requests between them. */
  static Flood start(Address address, int clients, int requests, Work.Kind kind, long workNs) {
    Flood flood = new Flood(address, requests, kind, workNs);
    for (int i = 0; i < clients; i++) {
      flood.threads.add(Thread.ofPlatform().daemon().start(flood::run));
    }
    return flood;
  }

  static Flood start(Address address, int clients, int requests) {
    return start(address, clients, requests, Work.Kind.NONE, 0);
  }

  private void run() {
    try {
      while (!refused && left.getAndDecrement() > 0) {
        exchange();
      }
    } catch (RuntimeException | AssertionError failure) {
      synchronized (failures) {
        failures.add(failure);
      }
    }
  }

  private void exchange() {
    long id = Client.newId();
    Client client;
    try {
      client = Client.connect(address);
    } catch (Client.NotConnected nobodyListens) {
      refused = true;
      return;
    }
    try (client) {
      client.request(id, kind, workNs);
      Optional<Answer> answer = client.answer();
      if (answer.isPresent()) {
        answered.put(id, answer.get());
      } else {
        unanswered.add(id);
      }
    }
  }

  /** Waits for its end, and fails when a client met what it never should. */
  Flood await() {
    try {
      long untilMs = System.currentTimeMillis() + WITHIN_MS;
      for (Thread thread : threads) {
        thread.join(Math.max(1, untilMs - System.currentTimeMillis()));
        assertThat(thread.isAlive()).as("a client still waits").isFalse();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    synchronized (failures) {
      assertThat(failures).isEmpty();
    }
    return this;
  }

  /** How many answers have come so far. */
  int count() {
    return answered.size();
  }

  Collection<Answer> answers() {
    return answered.values();
  }

  /** The ids of requests that were answered. */
  Set<Long> answered() {
    return answered.keySet();
  }

  /** The ids of requests whose connection ended without an answer. */
  Set<Long> unanswered() {
    return unanswered;
  }

  /** Whether a connection was refused, after which the flood ended. */
  boolean wasRefused() {
    return refused;
  }

  /** Every request was answered, with its own id and as serviced. */
  void assertAllAnswered(int requests) {
    assertThat(refused).as("a connection was refused").isFalse();
    assertThat(unanswered).as("connections that ended without an answer").isEmpty();
    assertThat(answered).hasSize(requests);
    assertThat(answered)
        .allSatisfy(
            (id, answer) -> {
              assertThat(answer.id()).isEqualTo(id);
              assertThat(answer.status()).isZero();
              assertThat(answer.acceptedNs()).isLessThanOrEqualTo(answer.begunNs());
              assertThat(answer.begunNs()).isLessThanOrEqualTo(answer.completedNs());
            });
  }
}
