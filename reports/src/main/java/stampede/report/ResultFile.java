package stampede.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import stampede.report.reading.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Result documents as files. Stateless, so safe for use by several threads. */
public final class ResultFile {
  private static final int MOST_SAID = 400;

  private ResultFile() {}

  /** The document as indented JSON, ending in a line feed. */
  public static String toJson(ResultDocument document) {
    return JsonShape.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  /**
   * Writes the document under another name in the same folder, then renames it: whoever opens
   * {@code file} finds the old content or the whole new one.
   *
   * @throws IOException when the folder cannot be written; nothing is left behind then
   */
  public static void write(Path file, ResultDocument document) throws IOException {
    byte[] json = toJson(document).getBytes(StandardCharsets.UTF_8);
    Path folder = file.toAbsolutePath().getParent();
    Path unfinished =
        folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(unfinished, json);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Reads a run document, as {@link #read(Path, ResultKind)} does. */
  public static RunDocument read(Path file) {
    return read(file, RunDocument.KIND);
  }

  /**
   * Reads a document. Fields it does not know are ignored, so newer documents of the same schema
   * can be read.
   *
   * @throws UnreadableResultException when there is no such document in the file
   */
  public static <D extends ResultDocument> D read(Path file, ResultKind<D> kind) {
    JsonNode tree = parse(file, content(file, kind), kind);
    checkSchema(file, tree, kind);
    try {
      return JsonShape.MAPPER.treeToValue(tree, kind.type());
    } catch (JacksonException e) {
      String what = "is not a whole " + kind.schema() + " document: " + complaint(e, tree);
      throw unreadable(file, what, "make it again with '" + kind.madeBy() + "'", e);
    }
  }

  /**
   * The schema that the file says it has; empty when it says none.
   *
   * @param expected what to ask for where there is no document at all
   * @throws UnreadableResultException when there is none
   */
  public static Optional<String> schema(Path file, ResultKind<?> expected) {
    JsonNode schema = parse(file, content(file, expected), expected).path("schema");
    return schema.isString() ? Optional.of(schema.stringValue()) : Optional.empty();
  }

  private static byte[] content(Path file, ResultKind<?> kind) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist", "check the path", e);
    } catch (AccessDeniedException e) {
      throw unreadable(file, "may not be read by this user", "check its permissions", e);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "is a folder" : "cannot be read: " + e.getMessage();
      throw unreadable(file, why, "name the " + kind.fileName() + " of a run folder", e);
    }
  }

  private static JsonNode parse(Path file, byte[] json, ResultKind<?> kind) {
    String advice = "name the " + kind.fileName() + " that '" + kind.madeBy() + "' wrote";
    try {
      JsonNode tree = JsonShape.MAPPER.readTree(json);
      if (tree.isObject()) {
        return tree;
      }
      String what = json.length == 0 ? "is empty" : "is not a JSON object";
      throw unreadable(file, what, advice, null);
    } catch (StreamConstraintsException e) {
      String what = "is nested deeper, or holds longer values, than any result";
      throw unreadable(file, what, advice, e);
    } catch (JacksonException e) {
      throw unreadable(file, "is not JSON (" + place(e) + ")", advice, e);
    }
  }

  private static void checkSchema(Path file, JsonNode tree, ResultKind<?> kind) {
    JsonNode schema = tree.path("schema");
    if (!schema.isString()) {
      throw unreadable(file, "has no field \"schema\"", "name a " + kind.schema() + " file", null);
    }
    if (!schema.stringValue().equals(kind.schema())) {
      String what = "is a \"" + schema.stringValue() + "\", not a \"" + kind.schema() + "\"";
      throw unreadable(file, what, "use the version of stampede that wrote it", null);
    }
  }

  private static String place(JacksonException e) {
    if (e instanceof StreamReadException && e.getLocation() != null) {
      return String.format(
          Locale.ROOT,
          "line %d, column %d",
          e.getLocation().getLineNr(),
          e.getLocation().getColumnNr());
    }
    return e.getOriginalMessage();
  }

  /** Which field is wrong and how, without the words of the JSON library. */
  private static String complaint(JacksonException e, JsonNode tree) {
    StringBuilder path = new StringBuilder();
    JsonNode node = tree;
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
        node = node.path(step.getIndex());
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        node = node.path(step.getPropertyName());
      }
    }
    String why = e instanceof ValueInstantiationException ? cause(e) : wrong(node);
    return path.isEmpty() ? why : path + ": " + why;
  }

  private static String wrong(JsonNode node) {
    if (node.isMissingNode()) {
      return "this field is missing";
    }
    return node.isNull() ? "this field must not be null" : "a value of the wrong kind";
  }

  private static String cause(JacksonException e) {
    return e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
  }

  /** In one line, whatever the file holds. */
  private static UnreadableResultException unreadable(
      Path file, String what, String advice, Throwable cause) {
    String said = what.length() > MOST_SAID ? what.substring(0, MOST_SAID) + "..." : what;
    String message = "result file " + file + " " + said + "; " + advice;
    return new UnreadableResultException(Printable.of(message.replaceAll("\\s+", " ")), cause);
  }
}
