package io.vedette.formats.metrics;

import io.vedette.schema.Series;

/** A series in a body: its identity at once, its labels when somebody needs them. */
public interface SeriesRef {

  /** Identity of the label set, see {@link io.vedette.schema.SeriesHash}. */
  long hash();

  /**
   * Identity of the histogram that the series is a bucket of, see {@link
   * io.vedette.schema.BucketSample#histogram}; {@link io.vedette.schema.BucketSample#NONE} for a
   * series that is no bucket.
   */
  long histogram();

  /** The series with labels as strings. Allocates: call it when the series is new. */
  Series toSeries();
}
