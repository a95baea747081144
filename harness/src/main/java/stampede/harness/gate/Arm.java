package stampede.harness.gate;

import java.util.Locale;

/** A side of the comparison. */
enum Arm {
  /** The server that is held to be good. */
  BASELINE,
  /** The server that is to be no worse. */
  CANDIDATE;

  /** As it is written in documents. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
