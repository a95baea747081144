package stampede.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import stampede.report.reading.Printable;

/**
 * Writes one SVG picture, element by element. Everything that comes in as text or as the value of
 * an attribute goes out escaped; numbers are written with at most one decimal in every locale.
 * Looks are presentation attributes, so the picture is whole without a style sheet; text has the
 * ink of the whole picture. Not for use by several threads.
 *
 * <pre>{@code
 * Svg svg = new Svg(760, 40).labelled("latency-1", "Latency", "One row per cell.");
 * svg.element("line", "x1", 0, "y1", 20, "x2", 760, "y2", 20, "stroke", "#888");
 * svg.text(10, 15, "start", "a label");
 * String markup = svg.markup();
 * }</pre>
 */
public final class Svg {
  /** What attributes are where nobody says otherwise, so that nobody has to. */
  private static final Map<String, String> AS_ALWAYS =
      Map.of("text-anchor", "start", "stroke-dasharray", "none");

  private final StringBuilder out = new StringBuilder(4096);
  private final Deque<String> open = new ArrayDeque<>();
  private final double width;
  private final double height;

  /** A picture of that many user units, which are pixels where nothing scales it. */
  public Svg(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** Begins the picture. To be called once, first; {@code id} must be unique in the page. */
  public Svg labelled(String id, String title, String description) {
    open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc",
        "font-family",
        "sans-serif",
        "font-size",
        13,
        "fill",
        Ink.TEXT,
        "class",
        "t");
    leaf("title", title, "id", id + "-title");
    return leaf("desc", description, "id", id + "-desc");
  }

  /** Opens an element; {@code attributes} are names and values in turn. */
  public Svg open(String name, Object... attributes) {
    start(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** Closes the element opened last. */
  public Svg close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Opens a group whose marks say these words to whoever points at them; to be closed. */
  public Svg saying(String words) {
    return open("g").leaf("title", words);
  }

  /** Opens a group that the page can hide and show under that name; to be closed. */
  public Svg series(String name) {
    return open("g", "data-series", name);
  }

  /** An element without content. */
  public Svg element(String name, Object... attributes) {
    start(name, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds text alone. */
  public Svg leaf(String name, String text, Object... attributes) {
    start(name, attributes);
    out.append('>').append(escape(text)).append("</").append(name).append('>');
    return this;
  }

  /**
   * Text in the ordinary size; {@code anchor} is start, middle or end. Nothing when it is empty.
   */
  public Svg text(double x, double y, String anchor, String text) {
    return text.isEmpty() ? this : leaf("text", text, "x", x, "y", y, "text-anchor", anchor);
  }

  /** Text that gives way when there is no room: shortened, and then whole in a tooltip. */
  public Svg text(double x, double y, String anchor, String text, double room) {
    String shown = TextWidth.shorten(text, room);
    if (shown.equals(text)) {
      return text(x, y, anchor, text);
    }
    open("text", "x", x, "y", y, "text-anchor", anchor);
    out.append(escape(shown));
    return leaf("title", text).close();
  }

  /** Bold text that stands clear of the lines behind it, shortened where there is no room. */
  public Svg heading(double x, double y, String text, double room) {
    open(
        "g",
        "font-weight",
        "bold",
        "stroke",
        Ink.PAPER,
        "stroke-width",
        4,
        "paint-order",
        "stroke",
        "class",
        "h");
    return text(x, y, "start", text, room / 1.1).close();
  }

  /** The whole picture. Elements still open are closed. */
  public String markup() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString();
  }

  private void start(String name, Object... attributes) {
    out.append('<').append(name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String text = value instanceof Number n ? number(n.doubleValue()) : String.valueOf(value);
      if (!text.equals(AS_ALWAYS.get(attributes[i]))) {
        out.append(' ').append(attributes[i]).append("=\"").append(escape(text)).append('"');
      }
    }
  }

  /** At most one decimal, a tenth of a pixel where nothing scales, and none where it is zero. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a coordinate must be finite, not " + value);
    }
    String text = String.format(Locale.ROOT, "%.1f", value);
    text = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return text.equals("-0") ? "0" : text;
  }

  /** The text with the five marks replaced, and what XML cannot hold shown as U+FFFD. */
  static String escape(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
