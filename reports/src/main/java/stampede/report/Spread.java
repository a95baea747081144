package stampede.report;

/**
 * How far the rounds lie apart.
 *
 * @param min the least of the rounds
 * @param max the greatest of the rounds
 */
public record Spread(double min, double max) {}
