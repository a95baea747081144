package stampede.harness.gate;

import java.util.Locale;

/** A side of the comparison. */
enum Arm {
  /** The server that is held to be good. */
  BASELINE,
  /** The server that is to be no worse. */
  CANDIDATE;

  /** That which is written so in documents. */
  static Arm of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The one it is compared with. */
  Arm other() {
    return this == BASELINE ? CANDIDATE : BASELINE;
  }

  /** As it is written in documents. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
