package stampede.harness.command;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import stampede.linux.ThisProcess;
import stampede.report.text.BarStyle;

/** What standard output is shown by, as far as it matters to what is drawn there. */
final class Terminal {
  private Terminal() {}

  /**
   * Bars as wide as the terminal, of blocks where its charset has them. What is no terminal gets
   * what any file can hold.
   */
  static BarStyle bars() {
    if (!ThisProcess.isTerminal(1)) {
      return BarStyle.of(said(System.getenv("COLUMNS")), StandardCharsets.US_ASCII);
    }
    OptionalInt columns = ThisProcess.terminalColumns(1);
    return BarStyle.of(
        columns.orElseGet(() -> said(System.getenv("COLUMNS"))), System.out.charset());
  }

  /** What the environment says of the width; 0 when it says nothing sensible. */
  static int said(String columns) {
    boolean sensible = columns != null && columns.strip().matches("[0-9]{1,4}");
    return sensible ? Integer.parseInt(columns.strip()) : 0;
  }
}
