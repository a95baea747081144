package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.load.FloodResult;
import stampede.harness.load.MemberFlood;
import stampede.harness.observe.HandlerCounts;
import stampede.report.Audit;
import stampede.report.AuditExample;
import stampede.report.CpuPerConnection;
import stampede.report.HandlerRow;
import stampede.report.Handlers;
import stampede.report.Kernel;
import stampede.report.Latencies;
import stampede.report.MemberRound;
import stampede.report.Quantiles;
import stampede.report.Requests;
import stampede.report.Round;

/** One round as the result document has it. Pure. */
final class RoundFigures {
  private RoundFigures() {}

  static Round of(RoundResult result) {
    FloodResult flood = result.flood();
    Window window = result.window();
    Function<String, Quantiles> figures = name -> Figures.quantiles(flood.latency(name));
    return new Round(
        result.step().round(),
        result.step().order(),
        result.judgement().invalidReasons().isEmpty(),
        result.judgement().invalidReasons(),
        flood.offeredPerS().orElse(null),
        flood.achievedPerS().orElse(null),
        flood.throughputPerS(),
        latencies(figures, "total"),
        requests(flood),
        flood.errors(),
        audit(result.audit()),
        handlers(result),
        new CpuPerConnection(
            result.hasKills() ? null : boxed(window.serverCpuUsPer(flood.ok())),
            flood.ok() == 0 ? null : flood.threadCpuNs() / 1e3 / flood.ok()),
        kernel(result),
        result.timeline().points(),
        result.timeline().steps(),
        result.judgement().limitedBy(),
        window.lengthS(),
        result.readyNs() / 1e6,
        FaultFigures.of(result.faults(), result.step().cell().flood().record()),
        result.members().stream().map(RoundFigures::member).toList());
  }

  private static MemberRound member(MemberFlood member) {
    FloodResult flood = member.result();
    Function<String, Quantiles> figures = name -> Figures.quantiles(flood.latency(name));
    return new MemberRound(
        member.name(),
        member.invalidReasons().isEmpty(),
        member.invalidReasons(),
        flood.throughputPerS(),
        latencies(figures, "total"),
        requests(flood),
        flood.errors(),
        member.limitedBy(),
        member.startSkewNs().isPresent() ? member.startSkewNs().getAsDouble() / 1e3 : null,
        member.clockUncertaintyNs() / 1e3);
  }

  private static Requests requests(FloodResult flood) {
    return new Requests(
        flood.invoked(),
        flood.ok(),
        flood.failed(),
        flood.indeterminate(),
        flood.warmup(),
        boxed(flood.surplus().shed()),
        flood.connections(),
        flood.resent());
  }

  /** The phases, with {@code total} as the whole. */
  static Latencies latencies(Function<String, Quantiles> figures, String total) {
    return new Latencies(
        figures.apply("connect"),
        measured(figures.apply("queue")),
        measured(figures.apply("service")),
        figures.apply(total));
  }

  /** Null when no server said when it accepted and serviced: then there was nothing to measure. */
  private static Quantiles measured(Quantiles phase) {
    return phase.count() == 0 ? null : phase;
  }

  static Audit audit(AuditVerdict verdict) {
    List<AuditExample> examples = new ArrayList<>();
    for (AuditVerdict.Example example : verdict.examples()) {
      examples.add(new AuditExample(example.kind(), example.requestId(), example.detail()));
    }
    return new Audit(
        verdict.verdict().text(),
        verdict.duplicated(),
        verdict.lost(),
        verdict.phantom(),
        verdict.failedButServed(),
        verdict.answeredWrongly(),
        verdict.unfinished(),
        examples,
        verdict.explanation());
  }

  private static Handlers handlers(RoundResult result) {
    List<HandlerCounts> counts = result.window().handlers();
    double[] accepts = counts.stream().mapToDouble(HandlerCounts::accepts).toArray();
    OptionalLong all = result.window().accepts();
    List<Double> share = new ArrayList<>();
    for (int i = 0; i < accepts.length && all.isPresent(); i++) {
      share.add(all.getAsLong() == 0 ? 0 : accepts[i] / all.getAsLong());
    }
    return new Handlers(
        counts.size(),
        share,
        all.isPresent() ? Figures.jain(accepts) : null,
        result.hasKills() ? null : boxed(result.window().wakeupsPerAccept(result.flood().ok())),
        boxed(result.window().emptyAcceptsPerAccept()),
        counts.stream().map(RoundFigures::row).toList(),
        result.replaced());
  }

  private static HandlerRow row(HandlerCounts counts) {
    return new HandlerRow(
        counts.handler(),
        counts.pid(),
        counts.tid(),
        known(counts.accepts()),
        known(counts.emptyAccepts()),
        known(counts.wakeups()),
        counts.cpus());
  }

  private static Long known(long count) {
    return count < 0 ? null : count;
  }

  private static Kernel kernel(RoundResult result) {
    Window window = result.window();
    OptionalInt deepest = window.deepestQueue();
    List<String> unavailable = new ArrayList<>();
    if (deepest.isEmpty()) {
      unavailable.add("listen queue depth: the kernel shows it for TCP addresses only");
    }
    if (window.serverBusyPercent().isEmpty()) {
      unavailable.add("server CPU: the server is not ours, and which CPUs it has is not known");
    }
    return new Kernel(
        boxed(window.tcp("ListenOverflows")),
        boxed(window.tcp("ListenDrops")),
        deepest.isPresent() ? deepest.getAsInt() : null,
        deepest.isPresent() ? window.queue().mean() : null,
        result.backlog().orElse(null),
        boxed(window.tcp("TCPSynRetrans")),
        window.stealPercent(),
        boxed(window.serverBusyPercent()),
        window.loadBusyPercent(),
        unavailable);
  }

  static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  static Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  static Histogram histogram(RoundResult result, String name) {
    return result.flood().latency(name);
  }
}
