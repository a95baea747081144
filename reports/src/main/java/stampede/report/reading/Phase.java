package stampede.report.reading;

import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;

/** The distributions of latency that a cell has. */
public enum Phase {
  TOTAL("total", "the whole latency from the intended start"),
  CONNECT("connect", "the time from the intended start until the connection stands"),
  QUEUE("queue", "the wait in the buffer until a handler accepted"),
  SERVICE("service", "the time from accept to answer"),
  ACTUAL_TOTAL(
      "total from the actual start", "the whole latency, without what the load generator was late"),
  ACTUAL_CONNECT(
      "connect from the actual start",
      "the time from the actual start until the connection stands"),
  LAG("lag", "how much later than intended the load generator began");

  private final String words;
  private final String meaning;

  Phase(String words, String meaning) {
    this.words = words;
    this.meaning = meaning;
  }

  /** What it is called. */
  public String words() {
    return words;
  }

  /** What it is. */
  public String meaning() {
    return meaning;
  }

  /** The distribution of a cell; empty when it was not measured. */
  public Optional<Quantiles> of(Cell cell) {
    Optional<Latencies> intended = Optional.ofNullable(cell.latencyUs());
    Optional<Latencies> actual = Optional.ofNullable(cell.latencyFromActualUs());
    return switch (this) {
      case TOTAL -> intended.map(Latencies::total);
      case CONNECT -> intended.map(Latencies::connect);
      case QUEUE -> intended.map(Latencies::queue);
      case SERVICE -> intended.map(Latencies::service);
      case ACTUAL_TOTAL -> actual.map(Latencies::total);
      case ACTUAL_CONNECT -> actual.map(Latencies::connect);
      case LAG -> Optional.ofNullable(cell.lagUs());
    };
  }
}
