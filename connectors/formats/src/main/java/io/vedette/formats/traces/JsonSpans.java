package io.vedette.formats.traces;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What the JSON forms of spans have in common. */
final class JsonSpans {

  private JsonSpans() {}

  /** Reads the id of a trace in hexadecimal, up to 32 digits. */
  static void readTraceId(String hex, SpanBuilder span) {
    if (!Ids.isHex(hex)) {
      span.refuse("its trace id '" + excerpt(hex) + "' is not 1 to 32 hexadecimal digits");
      return;
    }
    span.traceHigh = Ids.high(hex);
    span.traceLow = Ids.low(hex);
  }

  /** The id of a span in hexadecimal, 1 to 16 digits; 0 for an empty one. */
  static long spanId(String hex, String what, SpanBuilder span) {
    if (hex.isEmpty()) {
      return 0;
    }
    if (!Ids.isHex(hex) || hex.length() > 16) {
      span.refuse("its " + what + " '" + excerpt(hex) + "' is not 1 to 16 hexadecimal digits");
      return 0;
    }
    return Ids.low(hex);
  }

  /** What a value is, in a word. */
  static String kind(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static String excerpt(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
