package stampede.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an audit found.
 *
 * @param verdict pass, fail, inconclusive or unsupported
 * @param invoked attempts the clients began
 * @param ok attempts answered fully and correctly
 * @param failed attempts that certainly were not serviced
 * @param indeterminate attempts whose end says nothing about the service
 * @param answeredWrongly attempts answered with another id, a corrupt body, or twice
 * @param duplicated ids serviced more than once
 * @param lost ids answered and never serviced
 * @param phantom services of ids nobody invoked
 * @param failedButServed ids that failed and were serviced
 * @param unfinished services begun and never completed
 * @param examples some of what is wrong or noteworthy
 * @param explanation one sentence for people
 */
public record AuditVerdict(
    Verdict verdict,
    long invoked,
    long ok,
    long failed,
    long indeterminate,
    long answeredWrongly,
    long duplicated,
    long lost,
    long phantom,
    long failedButServed,
    long unfinished,
    List<Example> examples,
    String explanation) {
  /** What an audit can say. */
  public enum Verdict {
    /** Every request was serviced exactly once. */
    PASS,
    /** Some request was not. */
    FAIL,
    /** The evidence is not whole. */
    INCONCLUSIVE,
    /** The server keeps no ledger. */
    UNSUPPORTED;

    /** As it stands in results. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One request worth naming. */
  public record Example(String kind, String requestId, String detail) {}

  /** Nothing was recorded, so nothing can be said. */
  public static AuditVerdict unrecorded() {
    return new AuditVerdict(
        Verdict.UNSUPPORTED, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), "recording was switched off");
  }

  static AuditVerdict of(Tally counts) {
    List<String> wrong = wrongs(counts);
    Verdict verdict = verdict(counts, !wrong.isEmpty());
    return new AuditVerdict(
        verdict,
        counts.invoked + counts.unrecordedRequests,
        counts.ok,
        counts.failed,
        counts.indeterminate,
        counts.answeredWrongly,
        counts.duplicated,
        counts.lost,
        counts.phantom,
        counts.failedButServed,
        counts.unfinished,
        List.copyOf(counts.examples),
        explain(verdict, counts, wrong));
  }

  private static List<String> wrongs(Tally counts) {
    List<String> wrong = new ArrayList<>();
    add(wrong, counts.duplicated, "serviced more than once");
    add(wrong, counts.lost, "answered but never serviced");
    add(wrong, counts.phantom, "serviced but never invoked");
    add(wrong, counts.failedButServed, "refused but serviced");
    add(wrong, counts.answeredWrongly, "answered wrongly");
    add(wrong, counts.faults ? 0 : counts.indeterminate, "left without an answer");
    return wrong;
  }

  private static void add(List<String> wrong, long count, String what) {
    if (count > 0) {
      wrong.add(count + " " + what);
    }
  }

  private static Verdict verdict(Tally counts, boolean wrong) {
    if (wrong) {
      return Verdict.FAIL;
    }
    if (counts.ok == 0 || counts.unrecordedRequests + counts.unrecordedServices > 0) {
      return Verdict.INCONCLUSIVE;
    }
    return counts.hasLedger ? Verdict.PASS : Verdict.UNSUPPORTED;
  }

  private static String explain(Verdict verdict, Tally counts, List<String> wrong) {
    return switch (verdict) {
      case PASS ->
          "each of " + counts.ok + " answered requests was serviced exactly once" + tail(counts);
      case FAIL -> String.join(", ", wrong);
      case UNSUPPORTED -> "the server keeps no ledger, so double service cannot be excluded";
      case INCONCLUSIVE ->
          counts.ok == 0
              ? "no request was answered"
              : counts.unrecordedRequests
                  + " requests and "
                  + counts.unrecordedServices
                  + " services found no room in the records; make the flood shorter";
    };
  }

  private static String tail(Tally counts) {
    return counts.indeterminate == 0
        ? ""
        : "; of "
            + counts.indeterminate
            + " cut off by a fault "
            + counts.indeterminateServed
            + " were serviced, each at most once";
  }
}
