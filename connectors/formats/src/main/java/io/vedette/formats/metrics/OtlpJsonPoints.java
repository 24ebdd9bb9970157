package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP data points of every kind from JSON. Exemplars are passed over unread: their ids are
 * hexadecimal, which protobuf's own JSON reader would take for Base64.
 */
final class OtlpJsonPoints {

  private final OtlpJsonValues values;
  private @Nullable String wrong;

  OtlpJsonPoints(OtlpJsonValues values) {
    this.values = values;
  }

  /** Reads the object at hand to its end; gives what is wrong with it. */
  @Nullable String read(JsonCursor json, OtlpPoint point) throws UnreadableBodyException {
    point.clear();
    wrong = null;
    if (!json.is(JsonToken.START_OBJECT)) {
      String found = json.unexpected("data point", "an object");
      json.skip();
      return found;
    }
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (json.is(JsonToken.VALUE_NULL)) {
        continue;
      }
      switch (field) {
        case "attributes" -> values.readAttributes(json, point.attributes);
        case "timeUnixNano" -> point.timeNanos = integer(json, field, true);
        case "flags" -> point.flags = integer(json, field, true);
        case "asDouble" -> point.setValue(number(json, field));
        case "asInt" -> point.setValue((double) integer(json, field, false));
        case "count" -> point.count = count(json, field);
        case "sum" -> point.setSum(number(json, field));
        case "bucketCounts" -> readBucketCounts(json, point);
        case "explicitBounds" -> readBounds(json, point);
        case "scale" -> point.exponential.scale = int32(json, field);
        case "zeroCount" -> point.exponential.zeroCount = count(json, field);
        case "zeroThreshold" -> point.exponential.zeroThreshold = number(json, field);
        case "positive" -> readBuckets(json, point.exponential.positive);
        case "negative" -> readBuckets(json, point.exponential.negative);
        case "quantileValues" -> readQuantiles(json, point);
        default -> json.skip();
      }
    }
    return wrong;
  }

  private void readBucketCounts(JsonCursor json, OtlpPoint point) throws UnreadableBodyException {
    if (isArray(json, "bucketCounts")) {
      while (json.nextElement()) {
        point.bucketCounts.add(count(json, "bucketCounts"));
      }
    }
  }

  /** Reads buckets of consecutive indexes; that of the first may stand behind them. */
  private void readBuckets(JsonCursor json, ExponentialBuckets.Side buckets)
      throws UnreadableBodyException {
    long offset = 0;
    if (!json.is(JsonToken.START_OBJECT)) {
      refuse(json.unexpected("buckets", "an object"));
      json.skip();
      return;
    }
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "offset" -> offset = int32(json, field);
        case "bucketCounts" -> {
          if (isArray(json, field)) {
            while (json.nextElement()) {
              buckets.add(buckets.size(), count(json, field));
            }
          }
        }
        default -> json.skip();
      }
    }
    buckets.moveBy(offset);
  }

  private void readBounds(JsonCursor json, OtlpPoint point) throws UnreadableBodyException {
    if (isArray(json, "explicitBounds")) {
      while (json.nextElement()) {
        point.bounds.add(number(json, "explicitBounds"));
      }
    }
  }

  private void readQuantiles(JsonCursor json, OtlpPoint point) throws UnreadableBodyException {
    if (!isArray(json, "quantileValues")) {
      return;
    }
    while (json.nextElement()) {
      if (!json.is(JsonToken.START_OBJECT)) {
        refuse(json.unexpected("quantileValues", "an object"));
        json.skip();
        continue;
      }
      double quantile = 0;
      double value = 0;
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "quantile" -> quantile = number(json, field);
          case "value" -> value = number(json, field);
          default -> json.skip();
        }
      }
      point.quantiles.add(quantile);
      point.quantileValues.add(value);
    }
  }

  private boolean isArray(JsonCursor json, String field) throws UnreadableBodyException {
    if (json.is(JsonToken.START_ARRAY)) {
      return true;
    }
    refuse(json.unexpected(field, "an array"));
    json.skip();
    return false;
  }

  private double number(JsonCursor json, String field) throws UnreadableBodyException {
    Double number = json.protobufDouble();
    if (number == null) {
      refuse(json.unexpected(field, "a number"));
      json.skip();
      return 0;
    }
    return number;
  }

  private double count(JsonCursor json, String field) throws UnreadableBodyException {
    return OtlpPoint.unsigned(integer(json, field, true));
  }

  private int int32(JsonCursor json, String field) throws UnreadableBodyException {
    long number = integer(json, field, false);
    if (number != (int) number) {
      refuse(field + " is " + number + ", more than 32 bits hold");
    }
    return (int) number;
  }

  private long integer(JsonCursor json, String field, boolean unsigned)
      throws UnreadableBodyException {
    Long integer = json.protobufInteger(unsigned);
    if (integer == null) {
      refuse(json.unexpected(field, "an integer"));
      json.skip();
      return 0;
    }
    return integer;
  }

  private void refuse(String what) {
    if (wrong == null) {
      wrong = what;
    }
  }
}
