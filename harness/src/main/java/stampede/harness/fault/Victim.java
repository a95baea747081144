package stampede.harness.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Scoreboard;
import stampede.harness.observe.ProcessTimes;
import stampede.linux.PidFd;
import stampede.linux.Signal;

/**
 * One handler process that is struck. It is held by a descriptor from before it was found to be a
 * child of the server's spawner, so no signal can reach anybody else. One thread uses it.
 */
final class Victim implements AutoCloseable {
  private final int pid;
  private final PidFd process;
  private final List<HandlerSlot> slots;
  private final List<Long> generations;

  private Victim(int pid, PidFd process, List<HandlerSlot> slots, List<Long> generations) {
    this.pid = pid;
    this.process = process;
    this.slots = slots;
    this.generations = generations;
  }

  /** Takes hold of a handler process; empty when it is not, or no longer, one of this server. */
  static Optional<Victim> hold(Scoreboard scoreboard, int spawner, int pid) {
    List<HandlerSlot> slots =
        scoreboard.all().stream().filter(slot -> slot.pid() == pid && isThere(slot)).toList();
    List<Long> generations = slots.stream().map(HandlerSlot::generation).toList();
    Optional<PidFd> process =
        pid == spawner || slots.isEmpty() ? Optional.empty() : PidFd.open(pid);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    Victim victim = new Victim(pid, process.get(), slots, generations);
    boolean ours =
        ProcessTimes.parent(pid).orElse(0) == spawner
            && slots.stream().allMatch(slot -> slot.pid() == pid)
            && victim.isOfTheSameGeneration();
    if (!ours) {
      victim.close();
    }
    return ours ? Optional.of(victim) : Optional.empty();
  }

  private static boolean isThere(HandlerSlot slot) {
    HandlerState state = slot.state();
    return state == HandlerState.AVAILABLE || state == HandlerState.SERVICING;
  }

  private boolean isOfTheSameGeneration() {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).generation() != generations.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Sends a signal, unless it has ended. */
  void send(Signal signal) {
    process.send(signal);
  }

  int pid() {
    return pid;
  }

  List<Integer> handlers() {
    return slots.stream().map(HandlerSlot::handler).toList();
  }

  /** The requests it has in service, as its slots say. */
  List<Long> inService() {
    List<Long> ids = new ArrayList<>();
    for (HandlerSlot slot : slots) {
      long id = slot.currentRequest();
      if (id != 0) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Whether every slot has another handler by now that is there. */
  boolean isReplaced() {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).generation() == generations.get(i) || !isThere(slots.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    process.close();
  }
}
