package stampede.load;

/** What a load's numbers must be. Pure. */
final class Ranges {
  private Ranges() {}

  /**
   * Refuses what is out of its range.
   *
   * @throws IllegalArgumentException with the message, which is for people
   */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
