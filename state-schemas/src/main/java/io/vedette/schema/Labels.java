package io.vedette.schema;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A label set, ascending by name, each name once. Immutable. Names ascend by code point, which is
 * the order of their UTF-8 bytes and the one Prometheus sends them in.
 *
 * <p>Kept as one array of name, value, name, value: a series with ten labels costs one object.
 */
public final class Labels {

  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  private static final Labels NONE = new Labels(new String[0]);

  private final String[] pairs;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /** The empty label set. */
  public static Labels none() {
    return NONE;
  }

  /** Labels from a map, in any order. */
  public static Labels of(Map<String, String> labels) {
    String[] pairs = new String[2 * labels.size()];
    int i = 0;
    Map<String, String> sorted = new TreeMap<>(Labels::compareNames);
    sorted.putAll(labels);
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      pairs[i++] = label.getKey();
      pairs[i++] = label.getValue();
    }
    return new Labels(pairs);
  }

  /** Labels from name, value, name, value; a name that stands twice takes its last value. */
  public static Labels of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels come as name, value, name, value; got " + pairs.length + " strings");
    }
    for (int i = 2; i < pairs.length; i += 2) {
      if (compareNames(pairs[i - 2], pairs[i]) >= 0) {
        Map<String, String> sorted = new TreeMap<>(Labels::compareNames);
        for (int j = 0; j < pairs.length; j += 2) {
          sorted.put(pairs[j], pairs[j + 1]);
        }
        return of(sorted);
      }
    }
    return new Labels(pairs.clone());
  }

  /**
   * By code point. {@link String#compareTo} goes by UTF-16 unit and puts the surrogates of
   * characters beyond U+FFFF before U+E000 to U+FFFF.
   */
  private static int compareNames(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean oneIsSurrogate = Character.isSurrogate(x) != Character.isSurrogate(y);
        boolean bothBeyondSurrogates = Math.min(x, y) >= Character.MIN_SURROGATE;
        return oneIsSurrogate && bothBeyondSurrogates ? y - x : x - y;
      }
    }
    return a.length() - b.length();
  }

  /** Number of labels. */
  public int size() {
    return pairs.length / 2;
  }

  /** Name of the label at a position, 0 to size - 1. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** Value of the label at a position, 0 to size - 1. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** Value of a label, or null. Linear: label sets are small. */
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** The metric's name, or the empty string. */
  public String metric() {
    String metric = get(METRIC_NAME);
    return metric == null ? "" : metric;
  }

  /** Every label but the metric's name, ascending by name, unmodifiable. */
  public Map<String, String> withoutMetric() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(METRIC_NAME)) {
        map.put(pairs[i], pairs[i + 1]);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** The identity of this label set, see {@link SeriesHash}. */
  public long hash() {
    long hash = SeriesHash.EMPTY;
    for (int i = 0; i < pairs.length; i += 2) {
      hash = SeriesHash.fold(hash, SeriesHash.of(pairs[i]), SeriesHash.of(pairs[i + 1]));
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  /** As a PromQL selector: {@code up{instance="a:9100",job="node"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(metric());
    char before = '{';
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(METRIC_NAME)) {
        text.append(before).append(pairs[i]).append("=\"");
        text.append(pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        text.append('"');
        before = ',';
      }
    }
    return (before == ',' ? text.append('}') : text).toString();
  }
}
