package stampede.report.reading;

import java.util.List;

/** Least squares for a few unknowns, by their normal equations. Pure. */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * The factors with which the columns of each row add up to 1 as nearly as they can.
   *
   * @param rows at least as many as columns, all of one length
   * @return a factor for each column; not finite where the columns depend on each other
   */
  static double[] ofOnes(List<double[]> rows) {
    int n = rows.getFirst().length;
    double[][] equations = new double[n][n + 1];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          equations[i][j] += row[i] * row[j];
        }
        equations[i][n] += row[i];
      }
    }
    return solved(equations);
  }

  /** By elimination, with the largest pivot first. */
  private static double[] solved(double[][] equations) {
    int n = equations.length;
    for (int column = 0; column < n; column++) {
      swap(equations, column, pivot(equations, column));
      for (int row = 0; row < n; row++) {
        if (row != column) {
          double factor = equations[row][column] / equations[column][column];
          for (int i = column; i <= n; i++) {
            equations[row][i] -= factor * equations[column][i];
          }
        }
      }
    }
    double[] found = new double[n];
    for (int i = 0; i < n; i++) {
      found[i] = equations[i][n] / equations[i][i];
    }
    return found;
  }

  private static int pivot(double[][] equations, int column) {
    int best = column;
    for (int row = column + 1; row < equations.length; row++) {
      if (Math.abs(equations[row][column]) > Math.abs(equations[best][column])) {
        best = row;
      }
    }
    return best;
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] kept = rows[one];
    rows[one] = rows[other];
    rows[other] = kept;
  }
}
