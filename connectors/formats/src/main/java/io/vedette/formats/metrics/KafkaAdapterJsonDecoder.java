package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonToken;
import io.vedette.schema.Labels;
import io.vedette.schema.result.DeadLetterReason;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what prometheus-kafka-adapter writes: {@code
 * {"timestamp":"1970-01-01T00:00:00Z","value":"1","name":"up","labels":{"__name__":"up"}}}; one
 * object, several behind each other, or an array of them. Fields that are not known are passed
 * over: the adapter's template is the user's to change.
 */
final class KafkaAdapterJsonDecoder extends JsonMetricDecoder {

  private @Nullable String wrong;

  KafkaAdapterJsonDecoder(DecoderLimits limits) {
    super(limits);
  }

  @Override
  void readBody(JsonCursor json, MetricVisitor visitor) throws UnreadableBodyException {
    int index = 0;
    while (json.next() != null) {
      if (json.is(JsonToken.START_ARRAY)) {
        while (json.nextElement()) {
          readSample(json, index++, visitor);
        }
      } else {
        readSample(json, index++, visitor);
      }
    }
    if (index == 0) {
      json.expect(JsonToken.START_OBJECT, "body", "an object");
    }
  }

  private void readSample(JsonCursor json, int index, MetricVisitor visitor)
      throws UnreadableBodyException {
    labels.clear();
    wrong = null;
    if (!json.is(JsonToken.START_OBJECT)) {
      labels.refuse(DeadLetterReason.MALFORMED, json.unexpected("sample", "an object"));
      json.skip();
      refuse(index);
      return;
    }
    String name = "";
    Long timestamp = null;
    Double value = null;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "timestamp" -> timestamp = readTimestamp(json);
        case "value" -> value = readValue(json);
        case "name" -> name = json.is(JsonToken.VALUE_STRING) ? json.text() : "";
        case "labels" -> readLabels(json);
        default -> {}
      }
      json.skip();
    }
    if (labels.get(Labels.METRIC_NAME) == null) {
      labels.put(Labels.METRIC_NAME, name);
    }
    if (wrong != null) {
      labels.refuse(DeadLetterReason.MALFORMED, wrong);
    } else if (timestamp == null || value == null) {
      labels.refuse(
          DeadLetterReason.MALFORMED, timestamp == null ? "has no timestamp" : "has no value");
    }
    if (labels.seal() && timestamp != null && value != null) {
      visitor.series(labels);
      visitor.sample(timestamp, value);
    } else {
      refuse(index);
    }
  }

  /** Remembers what is wrong with the sample at hand; the first stays. */
  private void refuse(String what) {
    if (wrong == null) {
      wrong = what;
    }
  }

  private void refuse(int index) {
    refusals.refuse(labels.flaw(), 1, () -> "sample[" + index + "] " + labels.explanation());
  }

  private void readLabels(JsonCursor json) throws UnreadableBodyException {
    if (!json.is(JsonToken.START_OBJECT)) {
      refuse(json.unexpected("labels", "an object"));
      return;
    }
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (json.is(JsonToken.VALUE_STRING)) {
        labels.add(name, json.text());
      } else {
        refuse(json.unexpected("labels." + Utf8.excerpt(name), "a string"));
        json.skip();
      }
    }
  }

  private @Nullable Long readTimestamp(JsonCursor json) throws UnreadableBodyException {
    if (json.is(JsonToken.VALUE_STRING)) {
      try {
        return OffsetDateTime.parse(json.text()).toInstant().toEpochMilli();
      } catch (DateTimeException | ArithmeticException notATime) {
        refuse("timestamp: " + Utf8.excerpt(json.text()) + " is not a time as in RFC 3339");
        return null;
      }
    }
    refuse(json.unexpected("timestamp", "a time as in RFC 3339"));
    return null;
  }

  private @Nullable Double readValue(JsonCursor json) throws UnreadableBodyException {
    Double value =
        json.is(JsonToken.VALUE_STRING) || json.isNumber() ? Numbers.parse(json.text()) : null;
    if (value == null) {
      refuse(json.unexpected("value", "a number"));
    }
    return value;
  }
}
