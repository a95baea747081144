package stampede.report.html;

import java.util.List;

/**
 * What the template of the page is given.
 *
 * @param title of the page
 * @param subtitle when it was made, how long it took
 * @param styleSheet the whole style sheet
 * @param sections in order
 */
record Page(String title, String subtitle, String styleSheet, List<Part> sections) {

  /** A section with its blocks. */
  record Part(String anchor, String title, List<Block> blocks) {}
}
