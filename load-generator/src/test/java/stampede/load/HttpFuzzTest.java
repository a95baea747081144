package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.ControlMessage;
import stampede.contract.RequestId;
import stampede.contract.Units;
import stampede.contract.Work;
import stampede.linux.Clock;

/**
 * {@link HttpExchange} against {@link ReferenceHttp}, which reads slowly and plainly: they agree on
 * every answer, right or broken, wherever it is cut. Short unless told how long, and from which
 * seed, by {@code -Dstampede.fuzz=10m -Dstampede.fuzz.seed=SEED}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class HttpFuzzTest {
  private static final long ID = 0xab00_0000_0ab0_00abL;
  private static final String ID_TEXT = RequestId.text(ID);
  private static final List<Integer> EXPECTED = List.of(200, 204, 304);

  /** What a request may demand of its answer. */
  private record Demand(HttpExchange exchange, boolean ofHead, String id, String holds) {
    static Demand of(String path, String method, String holds) {
      ControlMessage message =
          ControlMessage.of("run")
              .with("method", method)
              .with("expectStatus", "200,204,304")
              .with("expectBody", holds);
      HttpOptions options = HttpOptions.of(message);
      Target target = Target.parse("http://127.0.0.1:80" + path);
      return new Demand(
          new HttpExchange(2, HttpRequest.of(target, Work.NONE, options), options),
          options.isHead(),
          path.contains("{id}") ? ID_TEXT : "",
          holds);
    }
  }

  private static List<Demand> demands() {
    List<Demand> demands = new ArrayList<>();
    for (String holds : List.of("", "abaab", "aab0", "bb", "aaaa", "baba")) {
      demands.add(Demand.of("/", "GET", holds));
    }
    demands.add(Demand.of("/{id}", "GET", ""));
    demands.add(Demand.of("/{id}", "GET", "ba"));
    demands.add(Demand.of("/{id}", "HEAD", ""));
    return demands;
  }

  @Test
  void bothParsersAgreeOnEveryAnswer() {
    long lengthNs = Units.durationNs(System.getProperty("stampede.fuzz", "2s"));
    long seed = Long.getLong("stampede.fuzz.seed", System.nanoTime());
    System.out.println("HTTP answers from seed " + seed);
    Tried tried = new Tried();
    List<Demand> demands = demands();
    long untilNs = Clock.monotonicNs() + lengthNs;
    for (long input = 0; Clock.monotonicNs() < untilNs; input++) {
      Random random = new Random(seed + input);
      HttpMutations mutations = new HttpMutations(random, ID_TEXT);
      String answer = mutations.next();
      Demand demand = demands.get(random.nextInt(demands.size()));
      agree(demand, answer, mutations.cuts(answer.length()), seed + input, tried);
    }
    System.out.println(tried);
    assertThat(tried.complete).isPositive();
    assertThat(tried.malformed).isPositive();
    assertThat(tried.cutShort).isPositive();
  }

  /** How inputs ended: each end must have been met. */
  private static final class Tried {
    private long all;
    private long complete;
    private long malformed;
    private long cutShort;

    void count(int verdict) {
      all++;
      complete += verdict == Protocol.COMPLETE ? 1 : 0;
      malformed += verdict == AttemptError.HTTP_MALFORMED ? 1 : 0;
      cutShort += verdict == AttemptError.END_OF_STREAM ? 1 : 0;
    }

    @Override
    public String toString() {
      return all
          + " answers: "
          + complete
          + " complete, "
          + malformed
          + " malformed, "
          + cutShort
          + " cut short";
    }
  }

  private static void agree(
      Demand demand, String answer, List<Integer> cuts, long seed, Tried tried) {
    HttpExchange exchange = demand.exchange;
    exchange.prepare(1, ID, 0);
    int verdict = Protocol.MORE;
    int from = 0;
    for (int i = 0; i < cuts.size() && verdict == Protocol.MORE; i++) {
      int to = cuts.get(i);
      verdict = to == from ? verdict : received(exchange, answer.substring(from, to));
      from = to;
      if (cuts.size() < 20 || verdict != Protocol.MORE) {
        check(demand, answer.substring(0, to), false, verdict, seed);
      }
    }
    if (verdict == Protocol.MORE) {
      verdict = exchange.ended(1);
      check(demand, answer, true, verdict, seed);
    }
    tried.count(verdict);
  }

  private static int received(HttpExchange exchange, String piece) {
    int verdict = Protocol.MORE;
    int most = exchange.receiveRoom(1);
    for (int at = 0; at < piece.length() && verdict == Protocol.MORE; at += most) {
      String part = piece.substring(at, Math.min(piece.length(), at + most));
      byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
      exchange.memory().putBytes(exchange.receiveAt(1), bytes);
      verdict = exchange.received(1, exchange.receiveAt(1), bytes.length);
    }
    return verdict;
  }

  private static void check(Demand demand, String come, boolean ended, int verdict, long seed) {
    ReferenceHttp.Answer meant =
        ReferenceHttp.read(come, ended, demand.ofHead, EXPECTED, demand.id, demand.holds);
    assertThat(verdict).as("seed %d: %s", seed, come).isEqualTo(meant.verdict());
    if (verdict == Protocol.COMPLETE) {
      assertThat(demand.exchange.keepsOpen(1))
          .as("seed %d: kept open after %s", seed, come)
          .isEqualTo(meant.keepsOpen());
    }
  }
}
