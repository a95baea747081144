package stampede.server.policy;

import java.util.Arrays;

/**
 * The highest of the numbers of the last while, in bounded memory: the while is cut in equal parts,
 * and a number is forgotten with its part, a while to a while and a part after it came.
 */
final class Highest {
  private static final int PARTS = 16;

  private final int[] highest = new int[PARTS + 1];
  private final long partNs;
  private boolean begun;
  private long partEndNs;
  private int part;

  /** Remembers for {@code whileNs}, at least 0; {@code first} as if it came with the first. */
  Highest(long whileNs, int first) {
    this.partNs = Math.max(1, whileNs / PARTS);
    this.highest[0] = first;
  }

  /** Adds a number of at least 0; the answer is the highest of the last while. */
  int add(long nowNs, int number) {
    if (!begun) {
      begun = true;
      partEndNs = nowNs + partNs;
    }
    long ended = nowNs < partEndNs ? 0 : 1 + (nowNs - partEndNs) / partNs;
    for (long i = 0; i < Math.min(ended, highest.length); i++) {
      part = (part + 1) % highest.length;
      highest[part] = 0;
    }
    partEndNs += ended * partNs;
    highest[part] = Math.max(highest[part], number);
    return Arrays.stream(highest).max().orElseThrow();
  }
}
