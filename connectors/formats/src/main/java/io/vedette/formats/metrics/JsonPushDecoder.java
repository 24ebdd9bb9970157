package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonToken;
import io.vedette.schema.MetricKind;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Vedette's own JSON: {@code {"series":[{"labels":{...},"kind":"gauge",
 * "samples":[[time,value]]}]}}.
 *
 * <p>A field that is not known is refused, since it is most often a slip of the pen. A sample or a
 * series of a wrong shape is refused alone; text that is not JSON ends the body.
 */
final class JsonPushDecoder extends JsonMetricDecoder {

  private static final int MAX_TIMESTAMP_DIGITS = 19;

  private long[] timestamps = new long[64];
  private double[] values = new double[64];
  private int samples;
  private int seen;

  JsonPushDecoder(DecoderLimits limits) {
    super(limits);
  }

  @Override
  void readBody(JsonCursor json, MetricVisitor visitor) throws UnreadableBodyException {
    json.next();
    json.expect(JsonToken.START_OBJECT, "body", "an object");
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!field.equals("series")) {
        throw new UnreadableBodyException(
            DeadLetterReason.MALFORMED,
            "unknown field " + Utf8.excerpt(field) + ", expected \"series\"");
      }
      json.expect(JsonToken.START_ARRAY, "series", "an array");
      for (int index = 0; json.nextElement(); index++) {
        if (json.is(JsonToken.START_OBJECT)) {
          readSeries(json, "series[" + index + "]", visitor);
        } else {
          String message = json.unexpected("series[" + index + "]", "an object");
          refusals.refuse(DeadLetterReason.MALFORMED, 1, () -> message);
          json.skip();
        }
      }
    }
    if (json.next() != null) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, json.unexpected("body", "its end"));
    }
  }

  private void readSeries(JsonCursor json, String path, MetricVisitor visitor)
      throws UnreadableBodyException {
    labels.clear();
    samples = 0;
    seen = 0;
    boolean labelled = false;
    try {
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "labels" -> labelled = readLabels(json);
          case "kind" -> readKind(json);
          case "samples" -> readSamples(json, path);
          default -> {
            labels.refuse(
                DeadLetterReason.MALFORMED, "has an unknown field " + Utf8.excerpt(field));
            json.skip();
          }
        }
      }
    } catch (UnreadableBodyException cutOff) {
      if (labelled) {
        tell(path, visitor);
      }
      throw cutOff;
    }
    tell(path, visitor);
  }

  private void tell(String path, MetricVisitor visitor) {
    if (!labels.seal()) {
      refusals.refuse(labels.flaw(), seen, () -> path + " " + labels.explanation());
      return;
    }
    if (samples > 0) {
      visitor.series(labels);
    }
    for (int i = 0; i < samples; i++) {
      visitor.sample(timestamps[i], values[i]);
    }
  }

  private boolean readLabels(JsonCursor json) throws UnreadableBodyException {
    if (!json.is(JsonToken.START_OBJECT)) {
      labels.refuse(DeadLetterReason.MALFORMED, json.unexpected("labels", "an object"));
      json.skip();
      return false;
    }
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (json.is(JsonToken.VALUE_STRING)) {
        labels.add(name, json.text());
      } else {
        labels.refuse(
            DeadLetterReason.MALFORMED,
            json.unexpected("labels." + Utf8.excerpt(name), "a string"));
        json.skip();
      }
    }
    return true;
  }

  private void readKind(JsonCursor json) throws UnreadableBodyException {
    String word = json.is(JsonToken.VALUE_STRING) ? json.text() : "";
    switch (word) {
      case "gauge" -> labels.setKind(MetricKind.GAUGE);
      case "counter" -> labels.setKind(MetricKind.COUNTER);
      case "unknown" -> labels.setKind(MetricKind.UNKNOWN);
      default -> {
        labels.refuse(
            DeadLetterReason.MALFORMED,
            json.unexpected("kind", "\"gauge\", \"counter\" or \"unknown\""));
        json.skip();
      }
    }
  }

  private void readSamples(JsonCursor json, String path) throws UnreadableBodyException {
    if (!json.is(JsonToken.START_ARRAY)) {
      labels.refuse(DeadLetterReason.MALFORMED, json.unexpected("samples", "an array"));
      json.skip();
      return;
    }
    for (int index = 0; json.nextElement(); index++) {
      seen++;
      String wrong = readSample(json, path, index);
      if (wrong != null) {
        refusals.refuse(DeadLetterReason.MALFORMED, 1, () -> wrong);
        seen--;
      }
    }
  }

  /** Reads one sample to its end; gives what is wrong with it. */
  private @Nullable String readSample(JsonCursor json, String path, int index)
      throws UnreadableBodyException {
    if (!json.is(JsonToken.START_ARRAY)) {
      String wrong = json.unexpected(path + ".samples[" + index + "]", "[time, value]");
      json.skip();
      return wrong;
    }
    String wrong = null;
    long timestamp = 0;
    double value = 0;
    int element = 0;
    while (json.nextElement()) {
      if (wrong == null && element == 0) {
        if (json.is(JsonToken.VALUE_NUMBER_INT) && json.text().length() <= MAX_TIMESTAMP_DIGITS) {
          timestamp = timestampOf(json.text());
        } else {
          wrong = json.unexpected(path + ".samples[" + index + "][0]", "milliseconds");
        }
      } else if (wrong == null && element == 1) {
        Double read = valueOf(json);
        if (read == null) {
          wrong =
              json.unexpected(
                  path + ".samples[" + index + "][1]", "a number, \"NaN\", \"+Inf\" or \"-Inf\"");
        } else {
          value = read;
        }
      }
      json.skip();
      element++;
    }
    if (wrong == null && element != 2) {
      return path + ".samples[" + index + "]: expected [time, value], found an array of " + element;
    }
    if (wrong == null) {
      keep(timestamp, value);
    }
    return wrong;
  }

  /** Nineteen digits may still be beyond a long; such a time is as wrong as it is far away. */
  private static long timestampOf(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  private static @Nullable Double valueOf(JsonCursor json) throws UnreadableBodyException {
    if (json.isNumber()) {
      return Double.valueOf(json.text());
    }
    if (!json.is(JsonToken.VALUE_STRING)) {
      return null;
    }
    Double value = Numbers.parse(json.text());
    return value != null && !Double.isFinite(value) ? value : null;
  }

  private void keep(long timestamp, double value) {
    if (samples == timestamps.length) {
      timestamps = Arrays.copyOf(timestamps, 2 * samples);
      values = Arrays.copyOf(values, 2 * samples);
    }
    timestamps[samples] = timestamp;
    values[samples++] = value;
  }
}
