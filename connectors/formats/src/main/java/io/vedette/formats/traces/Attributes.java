package io.vedette.formats.traces;

import java.util.EnumMap;
import java.util.Map;

/** The values of the attributes that are read, of a resource or a span. Reused. */
final class Attributes {

  private final Map<Attribute, String> values = new EnumMap<>(Attribute.class);

  void clear() {
    values.clear();
  }

  /** Takes a value; of one given twice the first stays. An empty one is none. */
  void put(Attribute attribute, String value) {
    if (!value.isEmpty()) {
      values.putIfAbsent(attribute, value);
    }
  }

  /** The value; empty for none. */
  String get(Attribute attribute) {
    return values.getOrDefault(attribute, "");
  }

  /** The first that has a value; empty for none. */
  String first(Attribute one, Attribute other) {
    String value = get(one);
    return value.isEmpty() ? get(other) : value;
  }

  /** The same of three. */
  String first(Attribute one, Attribute other, Attribute third) {
    String value = first(one, other);
    return value.isEmpty() ? get(third) : value;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }
}
