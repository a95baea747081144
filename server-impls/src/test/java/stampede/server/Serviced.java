package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import stampede.contract.Ledger;

/** How often the ledger says that each request was serviced to completion. */
record Serviced(Map<Long, Integer> timesOfId) {
  static Serviced of(Ledger ledger) {
    Map<Long, Integer> times = new HashMap<>();
    ledger.read(
        (state, id, handler, cpu, acceptedNs, begunNs, completedNs) -> {
          if (state == Ledger.State.COMPLETED) {
            times.merge(id, 1, Integer::sum);
          }
        });
    return new Serviced(times);
  }

  /** What was answered was serviced, and nothing was serviced twice. */
  void assertExactlyOnce(Collection<Long> answered) {
    assertThat(timesOfId.keySet()).as("serviced").containsAll(answered);
    assertThat(timesOfId.values()).as("times a request was serviced").containsOnly(1);
  }
}
