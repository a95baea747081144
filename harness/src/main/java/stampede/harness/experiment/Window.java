package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.observe.ListenQueue;
import stampede.harness.observe.Snapshot;

/**
 * What was counted between two snapshots: the measured window as kernel and handlers saw it.
 *
 * @param begin the first
 * @param end the last
 * @param queue the listen queue between them
 * @param placement whose CPUs were whose
 */
record Window(Snapshot begin, Snapshot end, ListenQueue queue, Placement placement) {
  /** How long it was, in seconds. */
  double lengthS() {
    return (end.atNs() - begin.atNs()) / 1e9;
  }

  /** What each handler did in it. */
  List<HandlerCounts> handlers() {
    List<HandlerCounts> since = new ArrayList<>();
    for (int i = 0; i < end.handlers().size(); i++) {
      since.add(end.handlers().get(i).since(begin.handlers().get(i)));
    }
    return since;
  }

  /** Connections accepted in it, by the handlers' own count. */
  long accepts() {
    return handlers().stream().mapToLong(HandlerCounts::accepts).sum();
  }

  /** Wakeups per accepted connection; empty when nothing was accepted or the kernel did not say. */
  OptionalDouble wakeupsPerAccept() {
    List<HandlerCounts> handlers = handlers();
    long accepts = accepts();
    if (accepts == 0 || handlers.stream().anyMatch(handler -> handler.wakeups() < 0)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        (double) handlers.stream().mapToLong(HandlerCounts::wakeups).sum() / accepts);
  }

  /** Empty accepts per accepted connection; empty when nothing was accepted. */
  OptionalDouble emptyAcceptsPerAccept() {
    long accepts = accepts();
    return accepts == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (double) handlers().stream().mapToLong(HandlerCounts::emptyAccepts).sum() / accepts);
  }

  /** The server's CPU time per answered request, in microseconds. */
  OptionalDouble serverCpuUsPer(long requests) {
    return per(end.serverCpuNs() - begin.serverCpuNs(), requests);
  }

  /** Of the server's CPU time, the percentage its JVMs spent compiling. */
  double compilerPercent() {
    long cpuNs = end.serverCpuNs() - begin.serverCpuNs();
    return cpuNs <= 0 ? 0 : 100.0 * (end.compilerCpuNs() - begin.compilerCpuNs()) / cpuNs;
  }

  private static OptionalDouble per(long cpuNs, long requests) {
    return requests == 0 || cpuNs <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(cpuNs / 1e3 / requests);
  }

  /** How busy the server's CPUs were, whoever kept them busy; empty when nobody knows which. */
  OptionalDouble serverBusyPercent() {
    return placement.server().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(end.cpus().busyPercentSince(begin.cpus(), placement.server()));
  }

  /** How busy the load generator's CPUs were. */
  double loadBusyPercent() {
    return end.cpus().busyPercentSince(begin.cpus(), placement.load());
  }

  /** What the host took from all of them. */
  double stealPercent() {
    BitSet all = (BitSet) placement.server().clone();
    all.or(placement.load());
    return end.cpus().stealPercentSince(begin.cpus(), all);
  }

  /** How much a counter of TCP grew. */
  OptionalLong tcp(String counter) {
    return end.tcp().since(begin.tcp(), counter);
  }

  /** The deepest the queue was seen. */
  OptionalInt deepestQueue() {
    return queue.deepest();
  }
}
