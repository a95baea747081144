package stampede.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.linux.Clock;

/**
 * Finds out which of those who are there are agents: it calls, and they say their names. One thread
 * uses it.
 */
public final class Roll {
  private static final long CALL_EVERY_NS = 500_000_000L;
  private static final long LOOK_EVERY_NS = 20_000_000L;

  private final Group group;
  private final Map<Peer, Message.Hello> names = new HashMap<>();

  /** A roll of nobody yet. */
  public Roll(Group group) {
    this.group = group;
  }

  /**
   * Waits until so many agents have answered.
   *
   * @param check is asked some fifty times a second, and throws when the user ends it
   * @return the agents, in the order of their names; more when more are there
   * @throws ClusterException when there are fewer within {@code timeoutNs}
   */
  public List<Present> await(int count, long timeoutNs, Runnable check) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    long callNs = Clock.monotonicNs();
    while (names.size() < count) {
      check.run();
      long nowNs = Clock.monotonicNs();
      if (nowNs >= untilNs) {
        throw new ClusterException(missing(count));
      }
      if (nowNs >= callNs) {
        group.peers().stream()
            .filter(peer -> !names.containsKey(peer))
            .forEach(peer -> group.send(peer, new Message.Call()));
        callNs = nowNs + CALL_EVERY_NS;
      }
      group.poll(LOOK_EVERY_NS).ifPresent(this::hear);
    }
    return present();
  }

  /**
   * One agent.
   *
   * @param capacity how much of a work it can take, in the measure of that work
   */
  public record Present(Peer peer, String name, int capacity) {}

  private List<Present> present() {
    List<Present> present = new ArrayList<>();
    names.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Message.Hello::name)))
        .forEach(
            each ->
                present.add(
                    new Present(
                        each.getKey(),
                        unlike(present, each.getValue().name()),
                        each.getValue().capacity())));
    return present;
  }

  /** Two that call themselves the same are told apart by a number. */
  private static String unlike(List<Present> present, String name) {
    long same =
        present.stream()
            .filter(each -> each.name().equals(name) || each.name().startsWith(name + " #"))
            .count();
    return same == 0 ? name : name + " #" + (same + 1);
  }

  private void hear(Happening happening) {
    Optional<Message> told =
        happening instanceof Happening.Received received
            ? Optional.of(received.message())
            : Optional.empty();
    if (happening instanceof Happening.Left) {
      names.remove(happening.peer());
    }
    if (told.isPresent() && told.get() instanceof Message.Hello hello) {
      names.put(happening.peer(), hello);
    }
  }

  private String missing(int count) {
    return names.isEmpty()
        ? "no agent has come, of " + count + " that are waited for"
        : "only "
            + names.size()
            + " of "
            + count
            + " agents have come: "
            + String.join(", ", names.values().stream().map(Message.Hello::name).sorted().toList());
  }
}
