package stampede.harness.audit;

import stampede.contract.ControlMessage;

/** A {@link Tally} as text, to be added to others elsewhere. Pure. */
final class TallyText {
  private static final String EXAMPLE = "example.";

  private TallyText() {}

  static String write(Tally tally) {
    ControlMessage text =
        ControlMessage.of("tally")
            .with("invoked", tally.invoked)
            .with("ok", tally.ok)
            .with("failed", tally.failed)
            .with("indeterminate", tally.indeterminate)
            .with("indeterminateServed", tally.indeterminateServed)
            .with("answeredWrongly", tally.answeredWrongly)
            .with("duplicated", tally.duplicated)
            .with("lost", tally.lost)
            .with("phantom", tally.phantom)
            .with("failedButServed", tally.failedButServed)
            .with("unfinished", tally.unfinished)
            .with("unrecordedRequests", tally.unrecordedRequests);
    for (int i = 0; i < tally.examples.size(); i++) {
      AuditVerdict.Example example = tally.examples.get(i);
      text =
          text.with(EXAMPLE + i + ".kind", example.kind())
              .with(EXAMPLE + i + ".id", example.requestId())
              .with(EXAMPLE + i + ".detail", example.detail());
    }
    return text.text();
  }

  /** Adds what was written to {@code sum}. */
  static void add(ControlMessage text, Tally sum) {
    sum.invoked += text.number("invoked");
    sum.ok += text.number("ok");
    sum.failed += text.number("failed");
    sum.indeterminate += text.number("indeterminate");
    sum.indeterminateServed += text.number("indeterminateServed");
    sum.answeredWrongly += text.number("answeredWrongly");
    sum.duplicated += text.number("duplicated");
    sum.lost(text.number("lost"));
    sum.phantom += text.number("phantom");
    sum.failedButServed += text.number("failedButServed");
    sum.unfinished += text.number("unfinished");
    sum.unrecordedRequests += text.number("unrecordedRequests");
    for (int i = 0; text.value(EXAMPLE + i + ".kind").isPresent(); i++) {
      sum.example(
          text.required(EXAMPLE + i + ".kind"),
          text.required(EXAMPLE + i + ".id"),
          text.required(EXAMPLE + i + ".detail"));
    }
  }
}
