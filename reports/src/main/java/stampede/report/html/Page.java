package stampede.report.html;

import java.util.List;

/**
 * What the template of the page is given.
 *
 * @param title of the page
 * @param subtitle when it was made, how long it took
 * @param policy what a browser may load and run for it: what is in it, and nothing else
 * @param styleSheet the whole style sheet
 * @param script the whole script, which only adds
 * @param sections in order
 */
record Page(
    String title,
    String subtitle,
    String policy,
    String styleSheet,
    String script,
    List<Part> sections) {

  /** A section with its blocks. */
  record Part(String anchor, String title, List<Block> blocks) {}
}
