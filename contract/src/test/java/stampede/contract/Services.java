package stampede.contract;

import java.util.ArrayList;
import java.util.List;

/** Services whose fields all follow from their number, so that a torn record is seen. */
final class Services {
  /** A record as a reader was shown it. */
  record Shown(
      Ledger.State state,
      long id,
      int handler,
      int cpu,
      long acceptedNs,
      long begunNs,
      long completedNs) {}

  private Services() {}

  /** Records one whole service. */
  static void record(LedgerWriter writer, long number) {
    writer.accepted(number * 10, 1);
    writer.begun(number, number * 10 + 1);
    writer.completed(number * 10 + 2, 2);
  }

  /** Everything a ledger shows. */
  static List<Shown> shown(Ledger ledger) {
    List<Shown> all = new ArrayList<>();
    ledger.read(
        (state, id, handler, cpu, acceptedNs, begunNs, completedNs) ->
            all.add(new Shown(state, id, handler, cpu, acceptedNs, begunNs, completedNs)));
    return all;
  }

  /** Whether a record is what {@link #record} had written when it reached the record's state. */
  static boolean isWhole(Shown shown) {
    long number = shown.acceptedNs() / 10;
    boolean accepted = shown.acceptedNs() == number * 10 && number > 0;
    return switch (shown.state()) {
      case ACCEPTED -> accepted && shown.id() == 0 && shown.begunNs() == 0;
      case BEGUN -> accepted && shown.id() == number && shown.begunNs() == number * 10 + 1;
      case COMPLETED ->
          accepted
              && shown.id() == number
              && shown.begunNs() == number * 10 + 1
              && shown.completedNs() == number * 10 + 2
              && shown.cpu() == 2;
      case NONE, ABANDONED -> false;
    };
  }
}
