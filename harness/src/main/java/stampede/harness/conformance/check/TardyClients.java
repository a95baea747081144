package stampede.harness.conformance.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import stampede.harness.conformance.Stage;
import stampede.linux.Clock;
import stampede.load.Knock;
import stampede.load.Target;

/**
 * Clients that connect and then say nothing, or one byte at a time of a request that never ends.
 * One thread uses it; closing it ends them.
 */
final class TardyClients implements AutoCloseable {
  private static final long BYTE_EVERY_NS = 20_000_000L;

  /** Not what a request of the raw protocol begins with, but nobody can tell before it is whole. */
  private static final byte[] RAW = "STPQ".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] HTTP =
      "GET /r/0000000000000001 HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);

  private final List<Knock> knocks = new ArrayList<>();
  private final byte[] words;
  private final boolean drip;
  private final long sinceNs;
  private int said;

  /** So many of them; {@code drip} for slow ones, else they are silent. */
  TardyClients(Stage stage, int count, boolean drip) {
    boolean raw = Target.parse(stage.server().target()).kind() == Target.Kind.RAW;
    this.words = raw ? RAW : HTTP;
    this.drip = drip;
    this.sinceNs = Clock.monotonicNs();
    for (int i = 0; i < count; i++) {
      knocks.add(stage.knock());
    }
  }

  /** Says what is due, and sees whom the server has given up. */
  void tick() {
    boolean due = drip && Clock.monotonicNs() >= sinceNs + said * BYTE_EVERY_NS;
    byte next = said < words.length ? words[said] : (byte) 'x';
    for (Knock knock : List.copyOf(knocks)) {
      if (due) {
        knock.send(new byte[] {next});
      }
      if (knock.await(0) != Knock.State.OPEN) {
        knock.close();
        knocks.remove(knock);
      }
    }
    said += due ? 1 : 0;
  }

  /** How many of them the server has not ended yet. */
  int held() {
    return knocks.size();
  }

  /** When they came. */
  long sinceNs() {
    return sinceNs;
  }

  /** Ends those that are not freed yet. */
  void leave() {
    knocks.forEach(Knock::close);
    knocks.clear();
  }

  @Override
  public void close() {
    leave();
  }
}
