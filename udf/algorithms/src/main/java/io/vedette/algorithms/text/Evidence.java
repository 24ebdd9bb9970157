package io.vedette.algorithms.text;

import io.vedette.algorithms.detect.Channel;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.schema.result.Direction;

/**
 * What speaks for an anomaly. In the unit of the series where nothing else is said.
 *
 * @param channel which view of the series decided
 * @param direction side of what was expected
 * @param value what was judged
 * @param lower lower end of the band, minus infinity when that side is not watched
 * @param upper upper end of the band, infinity when that side is not watched
 * @param before the value before; NaN where it is not known
 * @param usual what the channel compares with, see {@link Verdict#usual}; NaN where it is not known
 * @param probability share of the samples that are at least as surprising; NaN where it is not
 *     known
 * @param intervalMillis between samples, 0 where it is not known
 * @param samples of the series
 * @param remembered of these, on how many the probability rests
 * @param unchanged samples in a row that were as the one before
 */
public record Evidence(
    Channel channel,
    Direction direction,
    double value,
    double lower,
    double upper,
    double before,
    double usual,
    double probability,
    double intervalMillis,
    long samples,
    long remembered,
    int unchanged) {

  /** Of a sample in order, by the detector. */
  public static Evidence of(double value, Verdict verdict, SeriesState seen) {
    return new Evidence(
        verdict.channel(),
        verdict.direction(),
        value,
        verdict.lower(),
        verdict.upper(),
        verdict.before(),
        verdict.usual(),
        verdict.probability() < 1 ? verdict.probability() : Double.NaN,
        seen.intervalMillis(),
        seen.samples(),
        seen.remembered(),
        seen.unchangedSamples());
  }

  /** Of a sample that was judged late, of which no more is certain than the band of its time. */
  public static Evidence ofBand(double value, Verdict verdict) {
    return new Evidence(
        Channel.VALUE,
        verdict.direction(),
        value,
        verdict.lower(),
        verdict.upper(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        0,
        0,
        0);
  }
}
