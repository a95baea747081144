package stampede.harness.conformance;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.server.UsageException;

/**
 * Checks that are expected to fail on some servers, so that such a failure does not break a run.
 * Kept in a file of lines {@code SERVER CHECK-ID reason}; {@code #} begins a comment. SERVER is how
 * the server is written, whole or up to one of its commas, or {@code *} for every server; with
 * spaces in it, it stands in double quotes.
 *
 * @param lines in the order of the file
 */
public record KnownFailures(List<Line> lines) {
  /** No check is expected to fail. */
  public static final KnownFailures NONE = new KnownFailures(List.of());

  private static final Pattern LINE =
      Pattern.compile("(?:\"([^\"]+)\"|(\\S+))\\s+(\\S+)\\s+(\\S.*)");

  /** Copies what may change. */
  public KnownFailures {
    lines = List.copyOf(lines);
  }

  /**
   * One expected failure.
   *
   * @param place the file and the number of the line
   * @param server how the server's specification begins
   * @param check the id
   * @param reason why it fails
   */
  public record Line(String place, String server, String check, String reason) {
    boolean isAbout(String spec) {
      return server.equals("*") || spec.equals(server) || spec.startsWith(server + ",");
    }
  }

  /**
   * Reads a file; throws {@link UsageException} when it cannot be read or a line says too little.
   */
  public static KnownFailures read(Path file) {
    List<String> texts;
    try {
      texts = Files.readAllLines(file);
    } catch (CharacterCodingException notText) {
      throw new UsageException("--known " + file + " is not a text file in UTF-8", notText);
    } catch (IOException failure) {
      throw new UsageException("--known " + file + " cannot be read: " + why(failure), failure);
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        lines.add(line(file.getFileName() + ":" + (i + 1), text));
      }
    }
    return new KnownFailures(lines);
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case java.nio.file.NoSuchFileException missing -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "this user may not read it";
      default -> failure.getMessage();
    };
  }

  private static Line line(String place, String text) {
    Matcher parts = LINE.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          "--known " + place + ": '" + text + "' is not SERVER CHECK-ID and a reason");
    }
    String server = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return new Line(place, server, parts.group(3), parts.group(4));
  }

  /** Why a check is known to fail on a server; the first line that says so. */
  public Optional<Line> of(String spec, String check) {
    return lines.stream()
        .filter(line -> line.check().equals(check) && line.isAbout(spec))
        .findFirst();
  }

  /** The lines whose check is none of {@code all}. */
  public List<Line> ofNoCheck(List<Check> all) {
    return lines.stream()
        .filter(line -> all.stream().noneMatch(check -> check.id().equals(line.check())))
        .toList();
  }
}
