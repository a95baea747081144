package stampede.load;

import java.nio.charset.StandardCharsets;

/**
 * Looks in the body of every slot's answer, as it comes, for what it must hold: the request's id in
 * 16 hexadecimal digits, and a literal text, each wherever the body is cut. Bytes are looked at
 * once and not kept (Knuth, Morris, Pratt). One thread; nothing allocates after construction.
 */
final class BodySearch {
  private static final int ID_DIGITS = 16;

  private final boolean forId;
  private final byte[] literal;
  private final int[] fallback;
  private final long[] ids;
  private final long[] value;
  private final int[] digits;
  private final int[] matched;
  private final boolean[] idFound;

  /**
   * Looks for the id or not, and for {@code text} in UTF-8 unless it is empty.
   *
   * @param slots how many answers at once
   */
  BodySearch(int slots, boolean forId, String text) {
    this.forId = forId;
    literal = text.getBytes(StandardCharsets.UTF_8);
    fallback = fallbacks(literal);
    ids = new long[slots];
    value = new long[slots];
    digits = new int[slots];
    matched = new int[slots];
    idFound = new boolean[slots];
  }

  /** For each length of a match, the length of the longest shorter one that it ends with. */
  private static int[] fallbacks(byte[] literal) {
    int[] fallback = new int[literal.length + 1];
    int length = 0;
    for (int i = 1; i < literal.length; i++) {
      while (length > 0 && literal[i] != literal[length]) {
        length = fallback[length];
      }
      length += literal[i] == literal[length] ? 1 : 0;
      fallback[i + 1] = length;
    }
    return fallback;
  }

  /** A new answer, to the request {@code id}. */
  void begin(int slot, long id) {
    ids[slot] = id;
    digits[slot] = 0;
    matched[slot] = 0;
    idFound[slot] = !forId;
  }

  /** An answer that cannot have a body need not hold the id, but still the text. */
  void expectNoBody(int slot) {
    idFound[slot] = true;
  }

  /** Whether the body has held everything. */
  boolean isOver(int slot) {
    return idFound[slot] && matched[slot] == literal.length;
  }

  /** Takes in bytes of the body. */
  void search(int slot, byte[] bytes, int at, int length) {
    if (!idFound[slot]) {
      searchId(slot, bytes, at, length);
    }
    if (matched[slot] < literal.length) {
      searchText(slot, bytes, at, length);
    }
  }

  private void searchId(int slot, byte[] bytes, int at, int length) {
    long read = value[slot];
    int inRow = digits[slot];
    for (int i = 0; i < length; i++) {
      int digit = HttpLine.hexDigit(bytes[at + i]);
      inRow = digit < 0 ? 0 : Math.min(inRow + 1, ID_DIGITS);
      read = read << 4 | (digit & 0xf);
      if (inRow == ID_DIGITS && read == ids[slot]) {
        idFound[slot] = true;
        return;
      }
    }
    value[slot] = read;
    digits[slot] = inRow;
  }

  private void searchText(int slot, byte[] bytes, int at, int length) {
    int so = matched[slot];
    for (int i = 0; i < length && so < literal.length; i++) {
      byte c = bytes[at + i];
      while (so > 0 && literal[so] != c) {
        so = fallback[so];
      }
      so += literal[so] == c ? 1 : 0;
    }
    matched[slot] = so;
  }
}
