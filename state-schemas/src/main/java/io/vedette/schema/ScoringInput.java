package io.vedette.schema;

/**
 * What the scorer takes by series: samples, and what is to be done with a series. The identity of
 * the series is the key, so a control meets the state of exactly the series it is about.
 */
public sealed interface ScoringInput permits Sample, SeriesControl {

  /** Identity of the label set, see {@link SeriesHash}. */
  long seriesHash();
}
