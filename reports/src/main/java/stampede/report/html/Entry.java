package stampede.report.html;

import stampede.report.reading.Numbers;

/**
 * One entry of a table.
 *
 * @param text what it says
 * @param tone how it is meant
 * @param id anchor of this entry; empty for none
 * @param link anchor in this page that it leads to; empty for none
 * @param why reason for what it says, such as why a figure is absent; empty for none
 */
record Entry(String text, Tone tone, String id, String link, String why) {

  static Entry of(String text) {
    return of(text, Tone.PLAIN);
  }

  static Entry of(String text, Tone tone) {
    return new Entry(text == null ? Numbers.ABSENT : text, tone, "", "", "");
  }

  static Entry count(Number value, String whyAbsent) {
    return value == null ? absent(whyAbsent) : of(Numbers.count(value));
  }

  static Entry figure(Double value, String whyAbsent) {
    return value == null ? absent(whyAbsent) : of(Numbers.of(value));
  }

  static Entry duration(Double us, String whyAbsent) {
    return us == null ? absent(whyAbsent) : of(Numbers.duration(us));
  }

  /** A count that should be zero. */
  static Entry defect(long count) {
    return of(Numbers.count(count), count == 0 ? Tone.PLAIN : Tone.BAD);
  }

  static Entry absent(String why) {
    return new Entry(Numbers.ABSENT, Tone.ABSENT, "", "", why);
  }

  Entry linkedTo(String anchor) {
    return new Entry(text, tone, id, anchor, why);
  }

  Entry anchoredAt(String anchor) {
    return new Entry(text, tone, anchor, link, why);
  }
}
