package stampede.harness.observe;

import java.util.List;
import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;

/**
 * What one handler had done at an instant.
 *
 * @param handler its slot
 * @param pid its process
 * @param tid its thread
 * @param accepts accepted connections; -1 when nobody knows
 * @param emptyAccepts attempts that found nothing; -1 when nobody knows
 * @param serviceSleeps sleeps within services
 * @param switches times it went to sleep; -1 when the kernel does not say
 * @param cpus the CPUs it was seen on, since it began
 */
public record HandlerCounts(
    int handler,
    int pid,
    int tid,
    long accepts,
    long emptyAccepts,
    long serviceSleeps,
    long switches,
    List<Integer> cpus) {
  /** Reads every handler of a scoreboard now. */
  public static List<HandlerCounts> now(Scoreboard scoreboard) {
    return scoreboard.all().stream().map(HandlerCounts::of).toList();
  }

  /** Reads one handler of ours. */
  public static HandlerCounts of(HandlerSlot slot) {
    int pid = slot.pid();
    int tid = slot.tid();
    return new HandlerCounts(
        slot.handler(),
        pid,
        tid,
        slot.accepts(),
        slot.emptyAccepts(),
        slot.serviceSleeps(),
        tid > 0 ? ProcessTimes.voluntarySwitches(pid, tid).orElse(-1) : -1,
        slot.cpus().stream().boxed().toList());
  }

  /** A handler that was not there yet. */
  public static HandlerCounts none(int handler) {
    return new HandlerCounts(handler, 0, 0, 0, 0, 0, 0, List.of());
  }

  /** Reads what the kernel knows of any thread: its sleeps; all else is -1, for unknown. */
  public static HandlerCounts ofThread(int handler, int pid, int tid) {
    long switches = ProcessTimes.voluntarySwitches(pid, tid).orElse(-1);
    return new HandlerCounts(handler, pid, tid, -1, -1, 0, switches, List.of());
  }

  /** The same, with the accepts that somebody else counted. */
  public HandlerCounts withAccepts(long counted) {
    return new HandlerCounts(
        handler, pid, tid, counted, emptyAccepts, serviceSleeps, switches, cpus);
  }

  /**
   * What happened since {@code before}; a thread that is another one by now began at zero switches.
   */
  public HandlerCounts since(HandlerCounts before) {
    long earlier = before.tid == tid && before.switches >= 0 ? before.switches : 0;
    return new HandlerCounts(
        handler,
        pid,
        tid,
        grown(before.accepts, accepts),
        grown(before.emptyAccepts, emptyAccepts),
        serviceSleeps - before.serviceSleeps,
        switches < 0 ? -1 : switches - earlier,
        cpus);
  }

  private static long grown(long before, long after) {
    return before < 0 || after < 0 ? -1 : after - before;
  }

  /**
   * Times it left sleep because of the address: its sleeps less those within services. -1 when
   * unknown.
   */
  public long wakeups() {
    return switches < 0 ? -1 : Math.max(0, switches - serviceSleeps);
  }
}
