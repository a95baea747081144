package stampede.harness.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerSlot;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.harness.Directed;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Signal;
import stampede.server.StartException;
import stampede.server.spawner.Evidence;

/** A server of ours that runs: its spawner's process, and the evidence it writes. */
final class OwnRunningServer implements RunningServer {
  private static final long STOP_WITHIN_NS = 12_000_000_000L;

  private final Directed spawner;
  private final Evidence evidence;
  private final Address address;
  private final int backlog;
  private final long readyNs;

  OwnRunningServer(
      Directed spawner, Evidence evidence, Address address, int backlog, long readyNs) {
    this.spawner = spawner;
    this.evidence = evidence;
    this.address = address;
    this.backlog = backlog;
    this.readyNs = readyNs;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public List<Integer> pids() {
    Stream<Integer> handlers = evidence.scoreboard().all().stream().map(HandlerSlot::pid);
    return Stream.concat(Stream.of(spawner.pid()), handlers.filter(pid -> pid > 0))
        .distinct()
        .toList();
  }

  @Override
  public Optional<Scoreboard> scoreboard() {
    return Optional.of(evidence.scoreboard());
  }

  @Override
  public Optional<Ledger> ledger() {
    return evidence.ledger();
  }

  @Override
  public Optional<PopulationTrace> trace() {
    return Optional.of(evidence.trace());
  }

  @Override
  public String target() {
    return target(address);
  }

  static String target(Address address) {
    return switch (address) {
      case Address.Internet internet -> "raw://" + internet;
      case Address.Unix unix -> "raw+unix:" + unix.name();
    };
  }

  @Override
  public Optional<Integer> backlog() {
    return Optional.of(backlog);
  }

  @Override
  public long readyNs() {
    return readyNs;
  }

  @Override
  public boolean isAlive() {
    return spawner.isAlive();
  }

  @Override
  public boolean stop() {
    try {
      spawner.send(ControlMessage.of("stop"), List.of());
    } catch (StartException gone) {
      return false;
    }
    return spawner.endsWell(STOP_WITHIN_NS);
  }

  @Override
  public boolean resize(int handlers, long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    spawner.send(ControlMessage.of("resize").with("handlers", handlers), List.of());
    for (long leftNs = timeoutNs; leftNs > 0; leftNs = untilNs - Clock.monotonicNs()) {
      Optional<ControlMessage> answer = spawner.poll(leftNs);
      // one that came too late for an earlier order names another number
      if (answer.isPresent() && answer.get().number("handlers") == handlers) {
        return answer.get().verb().equals("resized");
      }
    }
    return false;
  }

  @Override
  public OptionalInt terminate(long timeoutNs) {
    Signal.TERM.sendTo(spawner.pid());
    return spawner.awaitEnd(timeoutNs) ? OptionalInt.of(spawner.exitCode()) : OptionalInt.empty();
  }

  @Override
  public void close() {
    spawner.close();
    evidence.close();
  }
}
