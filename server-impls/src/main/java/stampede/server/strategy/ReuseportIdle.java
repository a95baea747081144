package stampede.server.strategy;

import java.util.Optional;
import java.util.Set;
import stampede.linux.Bpf;
import stampede.linux.LinuxException;
import stampede.linux.SharedMemory;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * As {@link Reuseport}, but an eBPF program of ours gives each connection to a handler that is
 * available ({@link IdleChoice}), as the handlers themselves keep it in shared memory ({@link
 * Availability}). No herd, no shared queue, and no request behind a busy handler while another one
 * waits.
 *
 * <p>The program chooses when the SYN comes, and the handler is busy only once it has accepted. In
 * between, the next SYN would see the same handler available: the map is stale. So the program
 * claims the handler in one atomic step, and the claim stands until the handler says otherwise or
 * for {@code claim=DURATION} (10ms). A long claim holds a handler back for a connection that never
 * comes, or whose handshake takes long; {@code claim=0ms} makes none, and shows the stale map.
 *
 * <p>What remains: a connection that comes while all are busy is given to one by hash and waits for
 * it, as in {@link Reuseport}; a handler that is stopped, or dies while it is available, strands
 * the connection it is given next, and another one only when nobody else is available. When a
 * socket is closed, its pending requests move to other handlers. Origin: load-aware dispatch by
 * eBPF, such as Hermes. Source: bpf-helpers(7).
 */
final class ReuseportIdle implements HandlerStrategy {
  private static final String CLAIM = "claim";
  private static final long MAX_CLAIM_NS = 1_000_000_000L;

  @Override
  public String name() {
    return "reuseport-idle";
  }

  @Override
  public Traits traits() {
    return Traits.split(
            "one SO_REUSEPORT socket per handler; an eBPF program picks an available handler",
            "Hermes and other load-aware dispatchers by eBPF",
            "stale map where a handshake outlasts the claim; needs root or capabilities; a claim"
                + " for a connection that never comes idles its handler")
        .stranding("a request that came while all were busy waits for the handler it was given to");
  }

  @Override
  public Set<String> keys() {
    return Set.of(CLAIM);
  }

  @Override
  public void check(Settings settings) {
    long claimNs = claimNs(settings);
    if (claimNs < 0 || claimNs > MAX_CLAIM_NS) {
      throw new UsageException(
          name() + ": claim=" + settings.text(CLAIM, "") + " must be between 0ms and 1s");
    }
  }

  private static long claimNs(Settings settings) {
    return settings.durationNs(CLAIM, "10ms");
  }

  @Override
  public Optional<String> unavailable() {
    return Bpf.unavailable();
  }

  @Override
  public Provision provide(ProvisionPlace place) {
    try {
      return IdleProvision.make(place.most(), claimNs(place.settings()));
    } catch (LinuxException refused) {
      String reason = unavailable().orElse(refused.getMessage());
      throw new StartException(name() + " cannot run here: " + reason, refused);
    }
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new Waiting(place);
  }

  /** Says that it is available, waits, and is busy with what comes. */
  private static final class Waiting implements Acceptor {
    private final SharedMemory availability;
    private final long wordAt;
    private final Accepting accepting;
    private final int listener;
    private final Attempt.Reading reading = new Attempt.Reading();

    Waiting(HandlerPlace place) {
      availability = Availability.open(place.provided().getFirst(), place.handlers());
      wordAt = Availability.wordAt(place.slot().handler());
      accepting = place.accepting();
      listener = place.listener().number();
    }

    @Override
    public Attempt attempt() {
      availability.putLongRelease(wordAt, Availability.AVAILABLE);
      int result = accepting.accept(listener);
      availability.putLongRelease(wordAt, Availability.BUSY);
      return reading.of(result);
    }

    @Override
    public void close() {
      availability.close();
    }
  }
}
