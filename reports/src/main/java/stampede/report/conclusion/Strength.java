package stampede.report.conclusion;

/** How sure a conclusion is, from what must be seen first to what is not known. */
public enum Strength {
  /** Something is wrong, and no figure makes up for it. */
  WRONG("wrong"),
  /** The rounds keep it apart, and chance alone would do so at most once in twenty runs. */
  SHOWN("shown"),
  /** The rounds keep it apart, but there are too few of them to rule chance out. */
  HINT("a hint"),
  /** The rounds overlap: this run shows no difference. */
  NOT_APART("not apart"),
  /** This run cannot say, and the words tell what would. */
  OPEN("not known");

  private final String words;

  Strength(String words) {
    this.words = words;
  }

  /** It in words. */
  public String words() {
    return words;
  }

  /** The less sure of the two. */
  Strength and(Strength other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
