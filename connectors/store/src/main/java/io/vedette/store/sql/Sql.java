package io.vedette.store.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A statement: our own text, and values apart from it. Whatever comes from outside is a value, so
 * that it never is SQL. Not thread-safe.
 */
public final class Sql {

  /** A value within the text. */
  private record Value(Object value) {}

  private final List<Object> parts = new ArrayList<>();

  /** Begins with a text of ours. */
  public static Sql of(String text) {
    return new Sql().add(text);
  }

  /** Adds a text of ours; never one from outside. */
  public Sql add(String text) {
    parts.add(text);
    return this;
  }

  /** Adds all of another one. */
  public Sql add(Sql other) {
    parts.addAll(other.parts);
    return this;
  }

  /** Adds a text. */
  public Sql value(String value) {
    parts.add(new Value(value));
    return this;
  }

  /** Adds a number. */
  public Sql value(long value) {
    parts.add(new Value(value));
    return this;
  }

  /** Adds values, with commas between; at least one. */
  public Sql values(Collection<String> values) {
    String between = "";
    for (String value : values) {
      add(between).value(value);
      between = ", ";
    }
    return this;
  }

  /** The text, with what stands for each value. */
  public String text(Function<Object, String> placeholder) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part instanceof Value value ? placeholder.apply(value.value()) : part);
    }
    return text.toString();
  }

  /** The values in order: a String or a Long each. */
  public List<Object> values() {
    List<Object> values = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Value value) {
        values.add(value.value());
      }
    }
    return values;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }
}
