package stampede.report.chart;

/**
 * One picture of some of the figures. A new one is a new file: it takes the cells it shows, and
 * says how it is to be read. Immutable.
 */
public interface Chart {

  /** What is shown, in a few words. */
  String title();

  /** One sentence on how to read it, for somebody who sees such a chart for the first time. */
  String howToRead();

  /**
   * The picture as a complete {@code svg} element, well-formed, whole without any style sheet.
   *
   * @param id unique within the page and fit for an XML id; names of parts begin with it
   */
  String svg(String id);
}
