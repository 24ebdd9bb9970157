package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonToken;
import io.vedette.formats.metrics.OtlpMetric.Data;
import io.vedette.schema.result.DeadLetterReason;

/**
 * Decodes OTLP metrics as JSON, by the OTLP specification: names in lowerCamelCase, 64-bit numbers
 * as strings or numbers, enums as numbers (words are taken too), unknown fields passed over.
 *
 * <p>The body is read token by token; one data point is in memory at a time. What must be known
 * before the points (resource; name, unit, temporality of a metric) is looked up in a first walk
 * over the same object, since fields may stand in any order: no byte is read more than three times.
 * A metric that is cut off is unreadable from its start.
 */
final class OtlpJsonDecoder implements MetricDecoder {

  private final DecoderLimits limits;
  private final OtlpJsonValues values;
  private final OtlpJsonPoints points;
  private final OtlpTranslator translator;
  private final OtlpMetric metric = new OtlpMetric();
  private final OtlpPoint point;

  private byte[] body = new byte[0];
  private int end;

  OtlpJsonDecoder(DecoderLimits limits) {
    this.limits = limits;
    values = new OtlpJsonValues(limits);
    points = new OtlpJsonPoints(values);
    translator = new OtlpTranslator(limits);
    point = new OtlpPoint(limits);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, MetricVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    body = bytes;
    end = offset + length;
    JsonCursor json = JsonCursor.of(bytes, offset, length);
    translator.begin(visitor);
    try {
      readRequest(json);
    } catch (UnreadableBodyException unreadable) {
      translator.end();
      throw unreadable;
    }
    translator.end();
  }

  private void readRequest(JsonCursor json) throws UnreadableBodyException {
    json.next();
    json.expect(JsonToken.START_OBJECT, "body", "an object");
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!isList(json, field, "resourceMetrics")) {
        continue;
      }
      while (json.nextElement()) {
        json.expect(JsonToken.START_OBJECT, "resourceMetrics", "an object");
        readResourceMetrics(json);
      }
    }
    if (json.next() != null) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, json.unexpected("body", "its end"));
    }
  }

  private void readResourceMetrics(JsonCursor json) throws UnreadableBodyException {
    try {
      findResource(ahead(json));
    } catch (UnreadableBodyException damaged) {
      // Met again at its place in the body, which the message then names.
      json.skip();
      throw damaged;
    }
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!isList(json, field, "scopeMetrics")) {
        continue;
      }
      while (json.nextElement()) {
        json.expect(JsonToken.START_OBJECT, "scopeMetrics", "an object");
        readScopeMetrics(json);
      }
    }
  }

  private void readScopeMetrics(JsonCursor json) throws UnreadableBodyException {
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!isList(json, field, "metrics")) {
        continue;
      }
      while (json.nextElement()) {
        json.expect(JsonToken.START_OBJECT, "metrics", "an object");
        readMetric(json);
      }
    }
  }

  private void readMetric(JsonCursor json) throws UnreadableBodyException {
    metric.clear();
    try {
      readHeader(ahead(json));
    } catch (UnreadableBodyException damaged) {
      // Name, unit, temporality may stand behind the damage: whose points these are is not known.
      // Met again at its place in the body, which the message then names.
      json.skip();
      throw damaged;
    }
    translator.beginMetric(metric);
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      boolean isData = metric.data != Data.NONE && Data.ofJsonName(field) == metric.data;
      if (isData && json.is(JsonToken.START_OBJECT)) {
        readPoints(json);
      } else {
        json.skip();
      }
    }
  }

  private void readPoints(JsonCursor json) throws UnreadableBodyException {
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!isList(json, field, "dataPoints")) {
        continue;
      }
      while (json.nextElement()) {
        String wrong = points.read(json, point);
        if (wrong == null) {
          translator.point(point);
        } else {
          translator.refusePoint(wrong);
        }
      }
    }
  }

  /** Whether the field at hand is the list that is looked for; passes over every other. */
  private static boolean isList(JsonCursor json, String field, String wanted)
      throws UnreadableBodyException {
    if (!field.equals(wanted) || json.is(JsonToken.VALUE_NULL)) {
      json.skip();
      return false;
    }
    json.expect(JsonToken.START_ARRAY, wanted, "an array");
    return true;
  }

  /** A second cursor, on the object at hand. */
  private JsonCursor ahead(JsonCursor json) throws UnreadableBodyException {
    int start = json.position();
    JsonCursor ahead = JsonCursor.of(body, start, end - start);
    ahead.next();
    return ahead;
  }

  private void findResource(JsonCursor json) throws UnreadableBodyException {
    OtlpAttributes resource = translator.resource();
    resource.clear();
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (field.equals("resource") && json.is(JsonToken.START_OBJECT)) {
        for (String inner = json.nextField(); inner != null; inner = json.nextField()) {
          if (inner.equals("attributes")) {
            values.readAttributes(json, resource);
          } else {
            json.skip();
          }
        }
        return;
      }
      json.skip();
    }
  }

  private void readHeader(JsonCursor json) throws UnreadableBodyException {
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      Data data = Data.ofJsonName(field);
      if (field.equals("name")) {
        metric.name = shortText(json);
      } else if (field.equals("unit")) {
        metric.unit = shortText(json);
      } else if (data != Data.NONE && json.is(JsonToken.START_OBJECT)) {
        metric.data = data;
        readData(json);
      } else {
        json.skip();
      }
    }
  }

  private void readData(JsonCursor json) throws UnreadableBodyException {
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (field.equals("aggregationTemporality")) {
        metric.temporality = temporality(json);
      } else if (field.equals("isMonotonic")) {
        metric.monotonic = json.is(JsonToken.VALUE_TRUE);
      }
      json.skip();
    }
  }

  private static long temporality(JsonCursor json) throws UnreadableBodyException {
    Long number = json.protobufInteger(true);
    if (number != null) {
      return number;
    }
    String word = json.is(JsonToken.VALUE_STRING) ? json.text() : "";
    if ("AGGREGATION_TEMPORALITY_CUMULATIVE".equals(word)) {
      return OtlpMetric.CUMULATIVE;
    }
    return "AGGREGATION_TEMPORALITY_DELTA".equals(word) ? OtlpMetric.DELTA : 0;
  }

  /** A name or unit; one that is no string, or too long for any label, is read as nothing. */
  private String shortText(JsonCursor json) throws UnreadableBodyException {
    String text = json.is(JsonToken.VALUE_STRING) ? json.text() : "";
    json.skip();
    return text.length() <= limits.maxLabelValueBytes() ? text : "";
  }
}
