package stampede.report;

import java.io.IOException;

/**
 * A result document in, one output out. Implementations read nothing but the document, change
 * nothing, and may be used from several threads at once. Strings of the document may come from
 * anywhere: a renderer shows them as text and as nothing else.
 *
 * @param <D> the documents it renders
 */
@FunctionalInterface
public interface Renderer<D extends ResultDocument> {

  /**
   * Writes the whole output.
   *
   * @throws IOException when {@code out} does
   */
  void render(D document, Appendable out) throws IOException;
}
