package stampede.harness.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import stampede.cluster.Conversation;
import stampede.cluster.Message;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.ConformancePlan;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/** Tells the controller how the checks of this machine go. Any lane speaks. */
final class ToldAudience implements Audience {
  private static final int REASON_CHARACTERS = 4000;

  private final ConformancePlan plan;
  private final Conversation controller;

  ToldAudience(ConformancePlan plan, Conversation controller) {
    this.plan = plan;
    this.controller = controller;
  }

  @Override
  public Turn begins(int index, String server) {
    return new ServerTurn(index);
  }

  /** The turn of one server. */
  private final class ServerTurn implements Turn {
    private final int index;

    ServerTurn(int index) {
      this.index = index;
    }

    @Override
    public void begins(Check check) {
      say(new SuiteWord.Begun(index, plan.checks().indexOf(check)));
    }

    @Override
    public void ends(CheckRecord check) {
      SuiteWord.Ended ended = new SuiteWord.Ended(index, check);
      say(fits(ended) ? ended : new SuiteWord.Ended(index, withoutEvidence(check)));
    }

    @Override
    public void ends(SuiteRecord suite, boolean served) {
      say(new SuiteWord.Over(index, suite.server(), served));
    }

    @Override
    public void missing(String reason) {
      String begin = reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS));
      say(new SuiteWord.Missing(index, begin));
    }
  }

  private void say(SuiteWord word) {
    controller.say(word.text());
  }

  private static boolean fits(SuiteWord word) {
    return word.text().getBytes(StandardCharsets.UTF_8).length <= Message.WORDS_BYTES;
  }

  /** Lines of evidence have no bound of their own; a check that says all else in words has. */
  private static CheckRecord withoutEvidence(CheckRecord check) {
    return new CheckRecord(
        check.id(),
        check.claims(),
        check.verdict(),
        check.requirement(),
        check.expected(),
        check.observed(),
        List.of(check.evidence().size() + " lines of evidence were too long to be sent"),
        check.figures(),
        check.declared(),
        check.known(),
        check.repeat(),
        check.durationS());
  }
}
