package io.vedette.formats.metrics;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one series where they lie in a body, and their identity. Reused for every series;
 * allocates only when labels come unsorted, are refused, or are asked for as strings.
 *
 * <p>A label without a value is equal to no label and left out. What is wrong with a label set is
 * remembered as the first flaw; {@link #seal} says whether there is one.
 */
final class LabelSpans implements SeriesRef {

  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(StandardCharsets.UTF_8);
  private static final byte[] BOUND = BucketSample.BOUND.getBytes(StandardCharsets.UTF_8);
  private static final byte[] BUCKET = BucketSample.SUFFIX.getBytes(StandardCharsets.UTF_8);
  private static final long BOUND_HASH = SeriesHash.of(BucketSample.BOUND);
  private static final int NO_LABEL = -1;

  private final DecoderLimits limits;
  private final int[] nameAt;
  private final int[] nameLength;
  private final int[] valueAt;
  private final int[] valueLength;
  private final long[] nameHash;
  private final long[] valueHash;

  private byte[] body = new byte[0];
  private int filled;
  private int count;
  private int offered;
  private int metric;
  private boolean ascending;
  private @Nullable DeadLetterReason flaw;
  private String explanation = "";

  private long hash;
  private long histogram;
  private String suffix = "";
  private PrometheusType type = PrometheusType.UNKNOWN;
  private Map<String, PrometheusType> families = Map.of();
  private byte[] derivedName = new byte[256];
  private String derivedBound = "";

  LabelSpans(DecoderLimits limits) {
    this.limits = limits;
    nameAt = new int[limits.maxLabels()];
    nameLength = new int[limits.maxLabels()];
    valueAt = new int[limits.maxLabels()];
    valueLength = new int[limits.maxLabels()];
    nameHash = new long[limits.maxLabels()];
    valueHash = new long[limits.maxLabels()];
  }

  /** Starts a body whose metadata, if any, stands by metric family. */
  void begin(byte[] body, Map<String, PrometheusType> families) {
    this.body = body;
    this.families = families;
    filled = 0;
    clear();
  }

  /** Starts a series. */
  void clear() {
    count = 0;
    offered = 0;
    metric = -1;
    ascending = true;
    flaw = null;
    suffix = "";
    derivedBound = "";
    type = PrometheusType.UNKNOWN;
  }

  /** The series has metadata of its own. */
  void setType(PrometheusType type) {
    this.type = type;
  }

  /** Adds a label whose bytes were not looked at yet. */
  void add(int nameAt, int nameLength, int valueAt, int valueLength) {
    if (!accepts(nameAt, nameLength, valueLength)) {
      return;
    }
    // Series of a body resemble their neighbours: a text that stands in the same place again was
    // checked and hashed already.
    int i = count;
    boolean sameName = i < filled && isSame(this.nameAt[i], this.nameLength[i], nameAt, nameLength);
    boolean sameValue =
        i < filled && isSame(this.valueAt[i], this.valueLength[i], valueAt, valueLength);
    if ((!sameName && !Utf8.isValid(body, nameAt, nameLength))
        || (!sameValue && !Utf8.isValid(body, valueAt, valueLength))) {
      refuseText(nameAt, nameLength);
      return;
    }
    append(
        nameAt,
        nameLength,
        sameName ? nameHash[i] : SeriesHash.of(body, nameAt, nameLength),
        valueAt,
        valueLength,
        sameValue ? valueHash[i] : SeriesHash.of(body, valueAt, valueLength));
    filled = Math.max(filled, count);
  }

  /** Adds a label made of two symbols. */
  void add(SymbolTable symbols, int name, int value) {
    int nameAt = symbols.offset(name);
    int nameLength = symbols.length(name);
    if (!accepts(nameAt, nameLength, symbols.length(value))) {
      return;
    }
    if (!symbols.isText(name) || !symbols.isText(value)) {
      refuseText(nameAt, nameLength);
      return;
    }
    append(
        nameAt,
        nameLength,
        symbols.hash(name),
        symbols.offset(value),
        symbols.length(value),
        symbols.hash(value));
  }

  /** Remembers that the series must be refused; the first reason stays. */
  void refuse(DeadLetterReason reason, String why) {
    if (flaw == null) {
      flaw = reason;
      explanation = why;
    }
  }

  /** Closes the label set: sorts it where needed and computes the identity. False on a flaw. */
  boolean seal() {
    if (flaw == null && !ascending) {
      sort();
    }
    if (flaw == null && metric < 0) {
      refuse(
          DeadLetterReason.MALFORMED,
          offered == 0 ? "has no labels" : "has no label " + Labels.METRIC_NAME);
    } else if (flaw == null && offered > limits.maxLabels()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "has " + offered + " labels, the limit is " + limits.maxLabels());
    }
    if (flaw != null) {
      hash = 0;
      histogram = BucketSample.NONE;
      return false;
    }
    hash = fold(valueHash[metric], NO_LABEL);
    int bound = isBucket() ? boundOfBucket() : NO_LABEL;
    histogram = bound == NO_LABEL ? BucketSample.NONE : fold(valueHash[metric], bound);
    return true;
  }

  /** The word for what is wrong; only after {@link #seal} said there is something. */
  DeadLetterReason flaw() {
    return flaw == null ? DeadLetterReason.MALFORMED : flaw;
  }

  /** What is wrong, with the metric's name when it is known. */
  String explanation() {
    return metric < 0
        ? explanation
        : "(" + Utf8.excerpt(body, valueAt[metric], valueLength[metric]) + ") " + explanation;
  }

  /** Becomes the series with a suffix to its metric's name; empty is the series itself. */
  void derive(String suffix, PrometheusType type) {
    this.suffix = suffix;
    this.type = type;
    int length = valueLength[metric];
    if (derivedName.length < length + suffix.length()) {
      derivedName = new byte[2 * (length + suffix.length())];
    }
    System.arraycopy(body, valueAt[metric], derivedName, 0, length);
    for (int i = 0; i < suffix.length(); i++) {
      derivedName[length + i] = (byte) suffix.charAt(i);
    }
    hash = fold(SeriesHash.of(derivedName, 0, length + suffix.length()), NO_LABEL);
    histogram = BucketSample.NONE;
    derivedBound = "";
  }

  /**
   * Becomes the series of a bucket with a bound; false when the series has a label of that name of
   * its own, so that no bucket can be told.
   */
  boolean deriveBucket(String bound, PrometheusType type) {
    if (boundOfBucket() != NO_LABEL) {
      return false;
    }
    derive(BucketSample.SUFFIX, type);
    histogram = hash;
    derivedBound = bound;
    long metricHash =
        SeriesHash.of(derivedName, 0, valueLength[metric] + BucketSample.SUFFIX.length());
    long boundHash = SeriesHash.of(bound);
    long folded = SeriesHash.EMPTY;
    boolean isPut = false;
    for (int i = 0; i < count; i++) {
      if (!isPut && isBehindBound(i)) {
        folded = SeriesHash.fold(folded, BOUND_HASH, boundHash);
        isPut = true;
      }
      folded = SeriesHash.fold(folded, nameHash[i], i == metric ? metricHash : valueHash[i]);
    }
    hash = isPut ? folded : SeriesHash.fold(folded, BOUND_HASH, boundHash);
    return true;
  }

  private boolean isBehindBound(int label) {
    int at = nameAt[label];
    return Arrays.compareUnsigned(body, at, at + nameLength[label], BOUND, 0, BOUND.length) > 0;
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
    String[] pairs = new String[2 * count + (derivedBound.isEmpty() ? 0 : 2)];
    for (int i = 0; i < count; i++) {
      pairs[2 * i] = text(nameAt[i], nameLength[i]);
      pairs[2 * i + 1] = text(valueAt[i], valueLength[i]);
    }
    pairs[2 * metric + 1] += suffix;
    if (!derivedBound.isEmpty()) {
      pairs[2 * count] = BucketSample.BOUND;
      pairs[2 * count + 1] = derivedBound;
    }
    Labels labels = Labels.of(pairs);
    String name = labels.metric();
    PrometheusType known =
        type == PrometheusType.UNKNOWN ? PrometheusType.find(name, families) : type;
    MetricKind kind = known.kind(name);
    return new Series(labels, kind);
  }

  private String text(int at, int length) {
    return new String(body, at, length, StandardCharsets.UTF_8);
  }

  private boolean accepts(int nameAt, int nameLength, int valueLength) {
    if (valueLength == 0 || flaw != null) {
      return false;
    }
    offered++;
    if (nameLength == 0) {
      refuse(DeadLetterReason.MALFORMED, "has a label without a name");
    } else if (nameLength > limits.maxLabelNameBytes()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "has a label name of "
              + nameLength
              + " bytes, the limit is "
              + limits.maxLabelNameBytes());
    } else if (valueLength > limits.maxLabelValueBytes()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "label "
              + Utf8.excerpt(body, nameAt, nameLength)
              + " has a value of "
              + valueLength
              + " bytes, the limit is "
              + limits.maxLabelValueBytes());
    }
    return flaw == null && offered <= limits.maxLabels();
  }

  private void refuseText(int nameAt, int nameLength) {
    refuse(
        DeadLetterReason.MALFORMED,
        "label " + Utf8.excerpt(body, nameAt, nameLength) + " is not UTF-8");
  }

  private void append(
      int nameAt, int nameLength, long nameHash, int valueAt, int valueLength, long valueHash) {
    int i = count++;
    this.nameAt[i] = nameAt;
    this.nameLength[i] = nameLength;
    this.nameHash[i] = nameHash;
    this.valueAt[i] = valueAt;
    this.valueLength[i] = valueLength;
    this.valueHash[i] = valueHash;
    if (i > 0 && compareNames(i - 1, i) >= 0) {
      ascending = false;
    }
    if (metric < 0 && isMetricName(nameAt, nameLength)) {
      metric = i;
    }
  }

  private boolean isSame(int at, int length, int otherAt, int otherLength) {
    return length == otherLength
        && Arrays.equals(body, at, at + length, body, otherAt, otherAt + length);
  }

  private boolean isMetricName(int at, int length) {
    return length == METRIC_NAME.length
        && Arrays.equals(body, at, at + length, METRIC_NAME, 0, length);
  }

  /** By bytes, as Prometheus sorts; UTF-8 bytes sort as code points do. */
  private int compareNames(int a, int b) {
    return Arrays.compareUnsigned(
        body, nameAt[a], nameAt[a] + nameLength[a], body, nameAt[b], nameAt[b] + nameLength[b]);
  }

  private boolean isBucket() {
    int end = valueAt[metric] + valueLength[metric];
    return valueLength[metric] > BUCKET.length
        && Arrays.equals(body, end - BUCKET.length, end, BUCKET, 0, BUCKET.length);
  }

  /** Where the label is that holds a bucket's bound. */
  private int boundOfBucket() {
    for (int i = 0; i < count; i++) {
      if (nameLength[i] == BOUND.length
          && Arrays.equals(body, nameAt[i], nameAt[i] + BOUND.length, BOUND, 0, BOUND.length)) {
        return i;
      }
    }
    return NO_LABEL;
  }

  /** The hash of all labels but one, the metric's name by a hash of its own. */
  private long fold(long metricHash, int without) {
    long folded = SeriesHash.EMPTY;
    for (int i = 0; i < count; i++) {
      if (i != without) {
        folded = SeriesHash.fold(folded, nameHash[i], i == metric ? metricHash : valueHash[i]);
      }
    }
    return folded;
  }

  private void sort() {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compareNames);
    for (int i = 1; i < count; i++) {
      if (compareNames(order[i - 1], order[i]) == 0) {
        int at = order[i];
        refuse(
            DeadLetterReason.MALFORMED,
            "has label " + Utf8.excerpt(body, nameAt[at], nameLength[at]) + " twice");
        return;
      }
    }
    permute(nameAt, order);
    permute(nameLength, order);
    permute(valueAt, order);
    permute(valueLength, order);
    permute(nameHash, order);
    permute(valueHash, order);
    for (int i = 0; i < count; i++) {
      if (isMetricName(nameAt[i], nameLength[i])) {
        metric = i;
      }
    }
  }

  private static void permute(int[] values, Integer[] order) {
    int[] sorted = new int[order.length];
    Arrays.setAll(sorted, i -> values[order[i]]);
    System.arraycopy(sorted, 0, values, 0, order.length);
  }

  private static void permute(long[] values, Integer[] order) {
    long[] sorted = new long[order.length];
    Arrays.setAll(sorted, i -> values[order[i]]);
    System.arraycopy(sorted, 0, values, 0, order.length);
  }
}
