package io.vedette.formats.metrics;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetterReason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one series as strings, with the checks and the identity that {@link LabelSpans} has
 * for bytes. Reused.
 *
 * <p>After {@link #seal} single values can be replaced: the buckets of a histogram differ in one
 * label, so one hash of a text is computed for each and not all of them.
 */
final class TextLabels implements SeriesRef {

  private final DecoderLimits limits;
  private final Map<String, String> offered = new HashMap<>();
  private final String[] pairs;
  private final long[] nameHash;
  private final long[] valueHash;
  private int count;
  private int metric;
  private int bound;
  private long hash;
  private long histogram;
  private MetricKind kind = MetricKind.UNKNOWN;
  private @Nullable DeadLetterReason flaw;
  private String explanation = "";

  TextLabels(DecoderLimits limits) {
    this.limits = limits;
    pairs = new String[2 * limits.maxLabels()];
    nameHash = new long[limits.maxLabels()];
    valueHash = new long[limits.maxLabels()];
  }

  /** Starts a series. */
  void clear() {
    offered.clear();
    count = 0;
    kind = MetricKind.UNKNOWN;
    flaw = null;
  }

  void setKind(MetricKind kind) {
    this.kind = kind;
  }

  /** Adds a label; one without a value is none, one that is there already is a flaw. */
  void add(String name, String value) {
    if (value.isEmpty() || flaw != null) {
      return;
    }
    if (offered.containsKey(name)) {
      refuse(DeadLetterReason.MALFORMED, "has label " + Utf8.excerpt(name) + " twice");
      return;
    }
    put(name, value);
  }

  /**
   * Adds a label or takes the place of the one of that name; without a value it changes nothing.
   */
  void put(String name, String value) {
    if (value.isEmpty() || flaw != null) {
      return;
    }
    check(name, value);
    offered.put(name, value);
    if (offered.size() > limits.maxLabels()) {
      refuse(
          DeadLetterReason.OVER_LIMIT, "has more labels than the limit of " + limits.maxLabels());
    }
  }

  /** The value given to a label so far. */
  @Nullable String get(String name) {
    return offered.get(name);
  }

  /** Remembers that the series must be refused; the first reason stays. */
  void refuse(DeadLetterReason reason, String why) {
    if (flaw == null) {
      flaw = reason;
      explanation = why;
    }
  }

  /** Closes the label set and computes the identity. False on a flaw. */
  boolean seal() {
    if (flaw == null && !offered.containsKey(Labels.METRIC_NAME)) {
      refuse(
          DeadLetterReason.MALFORMED,
          offered.isEmpty() ? "has no labels" : "has no label " + Labels.METRIC_NAME);
    }
    if (flaw != null) {
      return false;
    }
    Labels sorted = Labels.of(offered);
    count = sorted.size();
    bound = -1;
    for (int i = 0; i < count; i++) {
      if (sorted.name(i).equals(Labels.METRIC_NAME)) {
        metric = i;
      } else if (sorted.name(i).equals(BucketSample.BOUND)) {
        bound = i;
      }
      pairs[2 * i] = sorted.name(i);
      pairs[2 * i + 1] = sorted.value(i);
      nameHash[i] = SeriesHash.of(sorted.name(i));
      valueHash[i] = SeriesHash.of(sorted.value(i));
    }
    fold();
    return true;
  }

  /** Gives a label of a sealed set another value. */
  void replace(String name, String value) {
    for (int i = 0; i < count; i++) {
      if (pairs[2 * i].equals(name)) {
        pairs[2 * i + 1] = value;
        valueHash[i] = SeriesHash.of(value);
      }
    }
    fold();
  }

  /** The word for what is wrong; only after {@link #seal} said there is something. */
  DeadLetterReason flaw() {
    return flaw == null ? DeadLetterReason.MALFORMED : flaw;
  }

  /** What is wrong, with the metric's name when it is known. */
  String explanation() {
    String metric = offered.get(Labels.METRIC_NAME);
    return metric == null ? explanation : "(" + Utf8.excerpt(metric) + ") " + explanation;
  }

  @Override
  public long hash() {
    return hash;
  }

  @Override
  public long histogram() {
    return histogram;
  }

  @Override
  public Series toSeries() {
    String[] own = new String[2 * count];
    System.arraycopy(pairs, 0, own, 0, own.length);
    return new Series(Labels.of(own), kind);
  }

  private void fold() {
    long folded = SeriesHash.EMPTY;
    long withoutBound = SeriesHash.EMPTY;
    for (int i = 0; i < count; i++) {
      folded = SeriesHash.fold(folded, nameHash[i], valueHash[i]);
      if (i != bound) {
        withoutBound = SeriesHash.fold(withoutBound, nameHash[i], valueHash[i]);
      }
    }
    hash = folded;
    boolean isBucket = bound >= 0 && pairs[2 * metric + 1].endsWith(BucketSample.SUFFIX);
    histogram = isBucket ? withoutBound : BucketSample.NONE;
  }

  private void check(String name, String value) {
    if (name.isEmpty()) {
      refuse(DeadLetterReason.MALFORMED, "has a label without a name");
    } else if (!Utf8.isEncodable(name) || !Utf8.isEncodable(value)) {
      refuse(DeadLetterReason.MALFORMED, "label " + Utf8.excerpt(name) + " is not UTF-8");
    } else if (Utf8.length(name) > limits.maxLabelNameBytes()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "has a label name of "
              + Utf8.length(name)
              + " bytes, the limit is "
              + limits.maxLabelNameBytes());
    } else if (Utf8.length(value) > limits.maxLabelValueBytes()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "label "
              + Utf8.excerpt(name)
              + " has a value of "
              + Utf8.length(value)
              + " bytes, the limit is "
              + limits.maxLabelValueBytes());
    }
  }
}
