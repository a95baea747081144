package stampede.harness.conformance;

import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/** Hears nothing. */
public class Nobody implements Audience, Audience.Turn {
  @Override
  public Turn begins(int index, String server) {
    return this;
  }

  @Override
  public void begins(Check check) {}

  @Override
  public void ends(CheckRecord check) {}

  @Override
  public void ends(SuiteRecord suite, boolean served) {}

  @Override
  public void missing(String reason) {}
}
