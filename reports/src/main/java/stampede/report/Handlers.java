package stampede.report;

import java.util.List;

/**
 * What the handlers of a cell did.
 *
 * @param count handlers seen
 * @param share each handler's part of all accepts, 0 to 1, in order of its index; empty when the
 *     accepts could not be told apart
 * @param jain Jain's fairness index of the shares: 1 when all are equal, 1/count when one took all;
 *     null when unknown
 * @param wakeupsPerAccept voluntary context switches of all handlers per accepted request, counted
 *     by the kernel; null when not permitted
 * @param emptyAcceptsPerAccept accept attempts that found nothing, per accepted request; null when
 *     the server does not report them
 * @param rows one per handler; may be empty
 * @param replaced handlers that died and were replaced
 */
public record Handlers(
    int count,
    List<Double> share,
    Double jain,
    Double wakeupsPerAccept,
    Double emptyAcceptsPerAccept,
    List<HandlerRow> rows,
    long replaced) {

  public Handlers {
    share = Fields.figures(share);
    jain = Fields.finite(jain);
    wakeupsPerAccept = Fields.finite(wakeupsPerAccept);
    emptyAcceptsPerAccept = Fields.finite(emptyAcceptsPerAccept);
    rows = Fields.list(rows);
  }
}
