package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a data point or a resource as text. Reused. Takes no more of them than a series may
 * have labels, so that its memory is bounded by the limits and not by the body.
 */
final class OtlpAttributes {

  private final DecoderLimits limits;
  private final List<String> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private @Nullable DeadLetterReason flaw;
  private String explanation = "";

  OtlpAttributes(DecoderLimits limits) {
    this.limits = limits;
  }

  void clear() {
    keys.clear();
    values.clear();
    flaw = null;
  }

  /** Adds an attribute, keys ascending. */
  void add(String key, String value) {
    if (flaw != null) {
      return;
    }
    if (keys.size() == limits.maxLabels()) {
      refuse(
          DeadLetterReason.OVER_LIMIT,
          "has more attributes than the limit of " + limits.maxLabels());
      return;
    }
    int at = keys.size();
    while (at > 0 && keys.get(at - 1).compareTo(key) > 0) {
      at--;
    }
    keys.add(at, key);
    values.add(at, value);
  }

  /** Remembers that these attributes cannot be used; the first reason stays. */
  void refuse(DeadLetterReason reason, String why) {
    if (flaw == null) {
      flaw = reason;
      explanation = why;
    }
  }

  @Nullable DeadLetterReason flaw() {
    return flaw;
  }

  String explanation() {
    return explanation;
  }

  int size() {
    return keys.size();
  }

  String key(int index) {
    return keys.get(index);
  }

  String value(int index) {
    return values.get(index);
  }

  /** Value of an attribute, empty when there is none. */
  String get(String key) {
    int at = keys.indexOf(key);
    return at < 0 ? "" : values.get(at);
  }
}
