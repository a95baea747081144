package stampede.report.html;

/** How an entry or a notice is meant. It is always said in words as well. */
enum Tone {
  PLAIN,
  GOOD,
  UNSURE,
  BAD,
  ABSENT;

  /** Class of the style sheet. */
  String style() {
    return switch (this) {
      case PLAIN -> "plain";
      case GOOD -> "good";
      case UNSURE -> "unsure";
      case BAD -> "bad";
      case ABSENT -> "absent";
    };
  }
}
