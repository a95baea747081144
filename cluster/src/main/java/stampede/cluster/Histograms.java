package stampede.cluster;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Histograms as members send them: HdrHistogram's compressed encoding, of latencies in nanoseconds,
 * told apart to two digits and to a microsecond. All have one shape, so that adding them is exact
 * and none takes more memory than ours. Pure; any thread.
 */
public final class Histograms {
  /** The longest value told apart; what is longer is recorded as this long. */
  public static final long MOST_NS = 7_200_000_000_000L;

  private static final long RESOLUTION_NS = 1_000L;
  private static final int DIGITS = 2;
  private static final int LEADING_BYTES = 8;
  private static final int HEADER_BYTES = 40;
  private static final int MOST_BYTES = 4 << 20;

  private Histograms() {}

  /** An empty one. */
  public static IntCountsHistogram empty() {
    return new IntCountsHistogram(RESOLUTION_NS, MOST_NS, DIGITS);
  }

  /** Writes one that {@link #empty} made. */
  public static ByteBuffer encode(AbstractHistogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    histogram.encodeIntoCompressedByteBuffer(bytes);
    return bytes.flip();
  }

  /**
   * Reads one.
   *
   * @throws MalformedMessageException when it is none, or not of our shape
   */
  public static IntCountsHistogram decode(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    try {
      requireOurShape(copy);
      return IntCountsHistogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(copy), 0);
    } catch (DataFormatException | RuntimeException broken) {
      throw new MalformedMessageException("its histogram is broken: " + broken, broken);
    }
  }

  /**
   * Looks at the header before anything is allocated by what it says: cookie, length, index offset
   * and digits, four bytes each, then lowest and highest value and ratio, eight bytes each. Source:
   * EncodableHistogram and AbstractHistogram of HdrHistogram, encoding V2.
   */
  private static void requireOurShape(byte[] bytes) throws DataFormatException {
    ByteBuffer ours = ByteBuffer.allocate(HEADER_BYTES);
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, LEADING_BYTES, bytes.length - LEADING_BYTES);
      int more = inflater.inflate(ours);
      while (ours.hasRemaining() && more > 0) {
        more = inflater.inflate(ours);
      }
    } finally {
      inflater.end();
    }
    int lengthBytes = ours.getInt(4);
    boolean sameShape =
        !ours.hasRemaining()
            && ours.getInt(8) == 0
            && ours.getInt(12) == DIGITS
            && ours.getLong(16) == RESOLUTION_NS
            && ours.getLong(24) == MOST_NS
            && ours.getDouble(32) == 1.0;
    if (!sameShape || lengthBytes < 0 || lengthBytes > MOST_BYTES) {
      throw new DataFormatException("not of the shape that members use");
    }
  }
}
