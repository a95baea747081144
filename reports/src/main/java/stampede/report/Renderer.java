package stampede.report;

import java.io.IOException;

/**
 * A result document in, one output out. Implementations read nothing but the document, change
 * nothing, and may be used from several threads at once. Strings of the document may come from
 * anywhere: a renderer shows them as text and as nothing else.
 */
public interface Renderer {

  /**
   * Writes the whole output.
   *
   * @throws IOException when {@code out} does
   */
  void render(RunDocument document, Appendable out) throws IOException;
}
