package stampede.harness.observe;

/** What several load generators told of one second, or of several, added. One thread uses it. */
final class SecondSum {
  final IntervalLatencies latencies = new IntervalLatencies();
  long begun;
  long answered;
  long unanswered;
  long errors;
  long underWayNs;
  boolean whole = true;

  void add(SecondTold told) {
    begun += told.begun();
    answered += told.answered();
    unanswered += told.unanswered();
    errors += told.errors();
    underWayNs += told.underWayNs();
    whole &= told.whole();
    latencies.add(told.latencies(), told.longestNs());
  }

  void add(SecondSum other) {
    begun += other.begun;
    answered += other.answered;
    unanswered += other.unanswered;
    errors += other.errors;
    underWayNs += other.underWayNs;
    whole &= other.whole;
    latencies.add(other.latencies);
  }

  long ended() {
    return answered + unanswered;
  }
}
