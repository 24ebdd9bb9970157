package io.vedette.store;

import io.vedette.schema.result.ScoreOutcome;

/**
 * A point of a series, or several rolled up. A number that is not known is NaN.
 *
 * @param timestamp event time, or begin of the step; milliseconds since the epoch
 * @param step length of the step, milliseconds; 0 for a single point
 * @param count points it stands for
 * @param value the value; the mean of those that are numbers
 * @param min the smallest
 * @param max the largest
 * @param expected what was expected, or the mean of it
 * @param lower lower end of the band; the lowest
 * @param upper upper end of the band; the highest
 * @param score surprise, the highest
 * @param anomalies how many left their band
 * @param outcome of the point, of a step that of its last point
 */
public record StoredPoint(
    long timestamp,
    long step,
    long count,
    double value,
    double min,
    double max,
    double expected,
    double lower,
    double upper,
    double score,
    long anomalies,
    ScoreOutcome outcome) {}
