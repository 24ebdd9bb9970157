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
 * What a series is called. Immutable.
 *
 * <p>Kept for every series and asked for seldom, so it is small rather than quick: 24 bytes and the
 * text of the values in UTF-8, about 160 bytes for nine labels, whose strings are made when asked
 * for ({@link LabelPacking}). Stored, the text of names and values.
 */
public final class KnownSeries {

  private final String[] names;
  private final byte[] values;
  private final byte kind;

  /** A series with its labels. */
  public KnownSeries(Series series) {
    this.names = LabelPacking.names(series.labels());
    this.values = LabelPacking.values(series.labels());
    this.kind = (byte) series.kind().code();
  }

  /** The living form of what was stored. */
  public static KnownSeries fromStored(SeriesRecord stored) {
    return new KnownSeries(
        new Series(Labels.of(stored.getLabels()), MetricKind.ofCode(stored.getKind())));
  }

  /** The form to store. */
  public SeriesRecord toStored() {
    Labels labels = unpacked();
    Map<String, String> stored = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      stored.put(labels.name(i), labels.value(i));
    }
    return new SeriesRecord(stored, (int) kind);
  }

  /** A stand-in for a series whose labels never came: its metric name is its hash. */
  static KnownSeries unnamed(long seriesHash) {
    return new KnownSeries(Series.of(Labels.of(Labels.METRIC_NAME, SeriesHash.toHex(seriesHash))));
  }

  /** Labels and kind. */
  public Series series() {
    return new Series(unpacked(), kind());
  }

  /** What its values mean. */
  MetricKind kind() {
    return MetricKind.ofCode(kind);
  }

  /** Name of its metric; empty without one. */
  public String metric() {
    return unpacked().metric();
  }

  /** Every label but the metric's name. */
  Map<String, String> labels() {
    return unpacked().withoutMetric();
  }

  /** Value of the first of these labels that is set to something, or null. */
  public @Nullable String firstOf(List<String> wanted) {
    Labels labels = unpacked();
    for (String name : wanted) {
      String value = labels.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /** As a PromQL selector. */
  String selector() {
    return unpacked().toString();
  }

  private Labels unpacked() {
    return LabelPacking.unpack(names, values);
  }
}
