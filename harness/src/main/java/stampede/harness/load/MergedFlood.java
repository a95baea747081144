package stampede.harness.load;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * The floods of several load generators as one: counts and rates are added, and so are histograms,
 * so that a quantile is one of all requests and never a mean of quantiles. Pure.
 */
public final class MergedFlood {
  private final Collection<FloodResult> floods;

  private MergedFlood(Collection<FloodResult> floods) {
    this.floods = floods;
  }

  /** The flood that at least one flood at the same time makes. */
  public static FloodResult of(Collection<FloodResult> floods) {
    return new MergedFlood(floods).merged();
  }

  private FloodResult merged() {
    return new FloodResult(
        sum(FloodResult::invoked),
        sum(FloodResult::ok),
        sum(FloodResult::failed),
        sum(FloodResult::indeterminate),
        sum(FloodResult::connections),
        sum(FloodResult::resent),
        sum(FloodResult::warmup),
        total(FloodResult::throughputPerS),
        total(FloodResult::endedPerS),
        rate(FloodResult::offeredPerS),
        rate(FloodResult::achievedPerS),
        meanLatencyNs(),
        total(FloodResult::meanInFlight),
        sum(FloodResult::threadCpuNs),
        latencies(),
        errors(),
        floods.stream().flatMap(each -> each.advice().stream()).findFirst(),
        floods.stream().anyMatch(FloodResult::cancelled),
        surplus(),
        engine(),
        sum(FloodResult::clamped));
  }

  private long sum(ToLongFunction<FloodResult> count) {
    return floods.stream().mapToLong(count).sum();
  }

  private double total(ToDoubleFunction<FloodResult> rate) {
    return floods.stream().mapToDouble(rate).sum();
  }

  /** That of an open load; all have one or none has. */
  private Optional<Double> rate(Function<FloodResult, Optional<Double>> rate) {
    return floods.stream().allMatch(each -> rate.apply(each).isPresent())
        ? Optional.of(total(each -> rate.apply(each).orElse(0.0)))
        : Optional.empty();
  }

  /** A mean of all attempts: each flood's weighs as much as it ended. */
  private double meanLatencyNs() {
    double ended = total(FloodResult::endedPerS);
    return ended == 0 ? 0 : total(each -> each.meanLatencyNs() * each.endedPerS()) / ended;
  }

  private Map<String, Histogram> latencies() {
    Map<String, Histogram> sum = new TreeMap<>();
    for (FloodResult each : floods) {
      each.latencies()
          .forEach((name, more) -> sum.computeIfAbsent(name, any -> new Histogram(3)).add(more));
    }
    return sum;
  }

  private Map<String, Long> errors() {
    Map<String, Long> sum = new TreeMap<>();
    floods.forEach(
        each -> each.errors().forEach((name, count) -> sum.merge(name, count, Long::sum)));
    return sum;
  }

  private Surplus surplus() {
    boolean sheds = floods.stream().anyMatch(each -> each.surplus().shed().isPresent());
    long shed = sum(each -> each.surplus().shed().orElse(0));
    return new Surplus(
        floods.stream().mapToInt(each -> each.surplus().bound()).sum(),
        sheds ? OptionalLong.of(shed) : OptionalLong.empty(),
        sum(each -> each.surplus().heldBack()),
        sum(each -> each.surplus().notBegun()));
  }

  private String engine() {
    return String.join("+", floods.stream().map(FloodResult::engine).distinct().sorted().toList());
  }
}
