package io.vedette.functions;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.state.SeriesRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a series is called. Immutable, but for the selector, which is made when first asked for.
 *
 * <p>Some 100 bytes a label on the heap; stored, the text of names and values.
 */
public final class KnownSeries {

  private final Series series;
  private @Nullable String selector;

  /** A series with its labels. */
  public KnownSeries(Series series) {
    this.series = series;
  }

  /** The living form of what was stored. */
  public static KnownSeries fromStored(SeriesRecord stored) {
    return new KnownSeries(
        new Series(Labels.of(stored.getLabels()), MetricKind.ofCode(stored.getKind())));
  }

  /** The form to store. */
  public SeriesRecord toStored() {
    Map<String, String> labels = new HashMap<>(series.labels().withoutMetric());
    String metric = series.labels().get(Labels.METRIC_NAME);
    if (metric != null) {
      labels.put(Labels.METRIC_NAME, metric);
    }
    return new SeriesRecord(labels, series.kind().code());
  }

  /** A stand-in for a series whose labels never came: its metric name is its hash. */
  static KnownSeries unnamed(long seriesHash) {
    return new KnownSeries(Series.of(Labels.of(Labels.METRIC_NAME, SeriesHash.toHex(seriesHash))));
  }

  /** Labels and kind. */
  public Series series() {
    return series;
  }

  /** Name of its metric; empty without one. */
  public String metric() {
    return series.labels().metric();
  }

  /** Every label but the metric's name. */
  Map<String, String> labels() {
    return series.labels().withoutMetric();
  }

  /** Value of the first of these labels that is set to something, or null. */
  public @Nullable String firstOf(List<String> names) {
    for (String name : names) {
      String value = series.labels().get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /** As a PromQL selector. */
  String selector() {
    String text = selector;
    if (text == null) {
      text = series.labels().toString();
      selector = text;
    }
    return text;
  }
}
