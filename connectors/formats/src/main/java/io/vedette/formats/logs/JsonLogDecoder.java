package io.vedette.formats.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Locale;

/**
 * JSON objects by the names in {@link LogObject}, one after the other or in an array: Fluent Bit's
 * kafka output writes one a record, its http output arrays or lines.
 */
final class JsonLogDecoder implements LogDecoder {

  private final DecoderLimits limits;

  JsonLogDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    JsonBodies.forEach(body, offset, length, value -> tell(value, visitor));
  }

  /** Tells of a value that should be an object. */
  static void tell(JsonNode value, LogVisitor visitor) {
    if (value.isObject() && !value.isEmpty()) {
      LogObject line = LogObject.of(value);
      visitor.line(line.service(), line.timestamp(), line.level(), line.text());
    } else {
      visitor.rejected(
          DeadLetterReason.MALFORMED,
          "a log line must be an object with something in it, not "
              + value.getNodeType().name().toLowerCase(Locale.ROOT),
          1);
    }
  }
}
