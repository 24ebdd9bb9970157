package io.vedette.formats.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;

/**
 * Elasticsearch's {@code _bulk}: an action, then its document by the names in {@link LogObject}.
 * Documents of {@code index} and {@code create} are lines; {@code delete} has none and {@code
 * update} changes what is no log.
 */
final class ElasticBulkDecoder implements LogDecoder {

  private final DecoderLimits limits;

  ElasticBulkDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    Actions actions = new Actions(visitor);
    JsonBodies.forEach(body, offset, length, actions::take);
    if (actions.awaitsDocument) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "the document of the last action is missing");
    }
  }

  private static final class Actions {

    private final LogVisitor visitor;
    private boolean awaitsDocument;
    private boolean isLine;

    Actions(LogVisitor visitor) {
      this.visitor = visitor;
    }

    void take(JsonNode value) {
      if (awaitsDocument) {
        awaitsDocument = false;
        if (isLine) {
          JsonLogDecoder.tell(value, visitor);
        } else {
          visitor.rejected(DeadLetterReason.UNSUPPORTED, "an update is no log line", 1);
        }
      } else if (value.has("index") || value.has("create")) {
        awaitsDocument = true;
        isLine = true;
      } else if (value.has("update")) {
        awaitsDocument = true;
        isLine = false;
      } else {
        visitor.rejected(
            value.has("delete") ? DeadLetterReason.UNSUPPORTED : DeadLetterReason.MALFORMED,
            "expected an index or create action before a document",
            1);
      }
    }
  }
}
