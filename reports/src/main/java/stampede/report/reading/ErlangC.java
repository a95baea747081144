package stampede.report.reading;

/**
 * Waiting as queueing theory has it: requests that come at random and take exponentially
 * distributed times, one queue, several servers (M/M/n). All times are in units of the mean service
 * time. Pure. Source: Erlang's formula of the second kind; Kleinrock, Queueing Systems I, 3.5.
 *
 * @param servers at least 1
 * @param utilisation the part of their time they are busy, above 0 and below 1
 */
public record ErlangC(int servers, double utilisation) {
  /** Refuses a queue that would grow for ever. */
  public ErlangC {
    if (servers < 1 || !(utilisation > 0 && utilisation < 1)) {
      throw new IllegalArgumentException(
          "no steady queue of " + servers + " servers that are busy " + utilisation);
    }
  }

  /** The probability that a request has to wait, by the recursion of Erlang's first formula. */
  public double waits() {
    double offered = servers * utilisation;
    double blocked = 1;
    for (int n = 1; n <= servers; n++) {
      blocked = offered * blocked / (n + offered * blocked);
    }
    return blocked / (1 - utilisation * (1 - blocked));
  }

  /** The mean wait, in service times. */
  public double meanWait() {
    return waits() / (servers * (1 - utilisation));
  }

  /** The wait that a part of all requests, below 1, does not exceed, in service times. */
  public double wait(double part) {
    double longer = waits() / (1 - part);
    return longer <= 1 ? 0 : Math.log(longer) / (servers * (1 - utilisation));
  }
}
