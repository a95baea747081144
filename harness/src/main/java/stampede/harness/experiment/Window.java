package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
public record Window(Snapshot begin, Snapshot end, ListenQueue queue, Placement placement) {
  /** How long it was, in seconds. */
  double lengthS() {
    return (end.atNs() - begin.atNs()) / 1e9;
  }

  /** What each handler did in it. */
  List<HandlerCounts> handlers() {
    Map<Integer, HandlerCounts> before = new HashMap<>();
    begin.handlers().forEach(each -> before.put(each.handler(), each));
    List<HandlerCounts> since = new ArrayList<>();
    for (HandlerCounts each : end.handlers()) {
      since.add(
          each.since(before.getOrDefault(each.handler(), HandlerCounts.none(each.handler()))));
    }
    return since;
  }

  /** Connections accepted in it; empty when a handler's are not known. */
  OptionalLong accepts() {
    List<HandlerCounts> handlers = handlers();
    return handlers.stream().anyMatch(handler -> handler.accepts() < 0)
        ? OptionalLong.empty()
        : OptionalLong.of(handlers.stream().mapToLong(HandlerCounts::accepts).sum());
  }

  /**
   * Wakeups per accepted connection, or per {@code answered} request where nobody counts accepts;
   * empty when there was none, or the kernel did not say.
   */
  OptionalDouble wakeupsPerAccept(long answered) {
    List<HandlerCounts> handlers = handlers();
    long accepts = accepts().orElse(handlers.isEmpty() ? 0 : answered);
    if (accepts == 0 || handlers.stream().anyMatch(handler -> handler.wakeups() < 0)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        (double) handlers.stream().mapToLong(HandlerCounts::wakeups).sum() / accepts);
  }

  /** Empty accepts per accepted connection; empty when nothing was accepted, or nobody counts. */
  OptionalDouble emptyAcceptsPerAccept() {
    long accepts = accepts().orElse(0);
    return accepts == 0 || handlers().stream().anyMatch(handler -> handler.emptyAccepts() < 0)
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

  /** How much of a CPU the compilers of the load generator took, in percent. */
  double generatorCompilerPercent() {
    return (end.generatorCompilerCpuNs() - begin.generatorCompilerCpuNs()) / 1e7 / lengthS();
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
