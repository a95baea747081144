package stampede.harness.observe;

import org.HdrHistogram.IntCountsHistogram;

/**
 * What one load generator tells of one second of a flood, or adds to what it told of it.
 *
 * @param second which, as {@link FloodSeconds} has them
 * @param begun attempts begun in it
 * @param answered full and correct answers that came in it
 * @param unanswered attempts that ended in it in any other way
 * @param errors the same, in the measured window without those that were meant to begin before it
 * @param underWayNs the time from the begin of each that began in it until its end, less the time
 *     from the end of each that ended in it until its end
 * @param longestNs the longest of the latencies
 * @param whole whether every attempt was recorded
 * @param latencies from the intended start until the end, of those that ended in it, in the
 *     measured window without those that were meant to begin before it; in nanoseconds, to two
 *     digits
 */
public record SecondTold(
    int second,
    long begun,
    long answered,
    long unanswered,
    long errors,
    long underWayNs,
    long longestNs,
    boolean whole,
    IntCountsHistogram latencies) {}
