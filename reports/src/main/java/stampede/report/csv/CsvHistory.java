package stampede.report.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import stampede.report.RunDocument;
import stampede.report.UnreadableResultException;
import stampede.report.gate.GateDocument;

/** A file to which every gate, or every run, appends its lines: what change-point tools read. */
public final class CsvHistory {
  private CsvHistory() {}

  /**
   * Appends the lines of a gate as {@link GateCsv} has them, the header before them when the file
   * is new or empty. Whoever appends at the same time waits.
   *
   * @throws UnreadableResultException when the file holds something else; it is left as it was
   * @throws IOException when the file cannot be written
   */
  public static void append(Path file, GateDocument document) throws IOException {
    append(file, "gates", GateCsv.HEADER, GateCsv.lines(document));
  }

  /** Appends the lines of a run as {@link RunCsv} has them, as those of a gate are. */
  public static void append(Path file, RunDocument document) throws IOException {
    append(file, "runs", RunCsv.HEADER, RunCsv.lines(document));
  }

  private static void append(Path file, String kind, String header, String lines)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Held until the channel is closed.
      channel.lock();
      String before =
          channel.size() == 0 ? header + Csv.END : missingEnd(file, channel, kind, header);
      ByteBuffer bytes = ByteBuffer.wrap((before + lines).getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** The end of a last line that an editor took away. */
  private static String missingEnd(Path file, FileChannel channel, String kind, String header)
      throws IOException {
    if (!text(channel, 0, header.length()).equals(header)) {
      throw new UnreadableResultException(
          "%s is no history of %s: its first line is not %s; name another file for --csv"
              .formatted(file, kind, header),
          null);
    }
    return text(channel, channel.size() - 1, 1).equals("\n") ? "" : Csv.END;
  }

  private static String text(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, from + bytes.position());
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
