package io.vedette.formats.metrics;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder tells, as values to compare. */
final class RecordingVisitor implements MetricVisitor {

  /** A sample with the series it was told for; values compare by bits. */
  record Told(Series series, long timestamp, double value) {}

  /** A refusal as it was told. */
  record Refused(DeadLetterReason reason, String message, int samples) {}

  final List<Told> samples = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final List<Long> hashes = new ArrayList<>();
  final List<Long> histogramIds = new ArrayList<>();
  int histograms;
  private Series current = Series.of(Labels.none());

  @Override
  public void series(SeriesRef series) {
    current = series.toSeries();
    hashes.add(series.hash());
    histogramIds.add(series.histogram());
    if (series.hash() != current.labels().hash()) {
      throw new AssertionError(
          "series says hash "
              + SeriesHash.toHex(series.hash())
              + ", its labels "
              + current
              + " have "
              + SeriesHash.toHex(current.labels().hash()));
    }
    long histogram = BucketSample.histogramOf(current.labels());
    if (series.histogram() != histogram) {
      throw new AssertionError(
          "series says histogram "
              + SeriesHash.toHex(series.histogram())
              + ", its labels "
              + current
              + " have "
              + SeriesHash.toHex(histogram));
    }
  }

  @Override
  public void sample(long timestamp, double value) {
    samples.add(new Told(current, timestamp, value));
  }

  @Override
  public void histogram() {
    histograms++;
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int lost) {
    if (lost < 1) {
      throw new AssertionError("a refusal of " + lost + " samples: " + message);
    }
    refused.add(new Refused(reason, message, lost));
  }

  /** Every sample as {@code selector value @timestamp}, in order. */
  List<String> lines() {
    return samples.stream()
        .map(told -> told.series().labels() + " " + told.value() + " @" + told.timestamp())
        .toList();
  }
}
