package stampede.report.html;

import java.util.List;

/**
 * One section of the report. A new one is a new file, added to the list in {@link HtmlReport}.
 * Pure: the same document gives the same blocks.
 */
interface Section {

  /** Name of the section in links. Others link to it, so it never changes. */
  String anchor();

  /** Heading, and entry in the table of contents. */
  String title();

  /** Whether this run has anything to do with it; most sections are for every run. */
  default boolean isWanted(Reading reading) {
    return true;
  }

  /** What it says. Never empty: where there is nothing to show, a sentence says why. */
  List<Block> blocks(Reading reading);
}
