package stampede.report.chart;

/**
 * Where the rows of a chart draw.
 *
 * @param svg the picture
 * @param id its id, with which the names of its parts begin
 * @param scale the axis that all rows share
 */
record Plot(Svg svg, String id, Scale scale) {
  static final double LEFT = 62;
  static final double RIGHT = 420;

  /** Where a value lies, in user units. */
  double x(double value) {
    return LEFT + scale.at(value) * (RIGHT - LEFT);
  }

  /** The paint of hatched surfaces in this picture. */
  String hatch(int series) {
    return Hatch.paint(id, series);
  }
}
