package stampede.report;

import java.util.List;

/**
 * One handler.
 *
 * @param index its number on the scoreboard, from 0
 * @param pid its process
 * @param tid its thread
 * @param accepts requests it accepted; null when unknown
 * @param emptyAccepts accept attempts of its that found nothing; null when unknown
 * @param wakeups its voluntary context switches; null when not permitted
 * @param cpus the processors it was seen on
 */
public record HandlerRow(
    int index,
    long pid,
    long tid,
    Long accepts,
    Long emptyAccepts,
    Long wakeups,
    List<Integer> cpus) {

  public HandlerRow {
    cpus = Fields.list(cpus);
  }
}
