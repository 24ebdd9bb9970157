package io.vedette.functions.histogram;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the quantiles of a histogram are called: as those of a Prometheus summary, by the name
 * without {@code _bucket} and a label {@code quantile} in place of {@code le}.
 */
final class QuantileSeries {

  private static final String QUANTILE = "quantile";

  private final List<String> texts;

  /** The names of these quantiles. */
  QuantileSeries(List<Double> quantiles) {
    texts = quantiles.stream().map(QuantileSeries::text).toList();
  }

  /** The histogram that a bucket belongs to, as a series without {@code le}. */
  static Series histogram(Series bucket) {
    Map<String, String> labels = new HashMap<>(bucket.labels().withoutMetric());
    labels.remove(BucketSample.BOUND);
    String name = bucket.labels().metric();
    labels.put(Labels.METRIC_NAME, name.substring(0, name.length() - BucketSample.SUFFIX.length()));
    return new Series(Labels.of(labels), bucket.kind());
  }

  /** The quantile at an index, of a histogram. */
  Series quantile(Series histogram, int index) {
    Map<String, String> labels = new HashMap<>(histogram.labels().withoutMetric());
    labels.put(Labels.METRIC_NAME, histogram.labels().metric());
    labels.put(QUANTILE, texts.get(index));
    return new Series(Labels.of(labels), MetricKind.GAUGE);
  }

  /** The bound of a bucket; empty when it has none that is a number, or -Inf. */
  static OptionalDouble bound(Series bucket) {
    String text = String.valueOf(bucket.labels().get(BucketSample.BOUND));
    if (text.equals("+Inf") || text.equals("Inf")) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    try {
      double bound = Double.parseDouble(text);
      return Double.isFinite(bound) ? OptionalDouble.of(bound) : OptionalDouble.empty();
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }

  /** Without an exponent, as Prometheus writes it. */
  private static String text(double quantile) {
    return new BigDecimal(Double.toString(quantile)).stripTrailingZeros().toPlainString();
  }
}
