package io.vedette.formats.metrics;

/** What the decoders of JSON bodies share: the limit on the size, and refusals told to the end. */
abstract class JsonMetricDecoder implements MetricDecoder {

  private final DecoderLimits limits;
  final TextLabels labels;
  final Refusals refusals = new Refusals();

  JsonMetricDecoder(DecoderLimits limits) {
    this.limits = limits;
    this.labels = new TextLabels(limits);
  }

  @Override
  public final void decode(byte[] body, int offset, int length, MetricVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    JsonCursor json = JsonCursor.of(body, offset, length);
    refusals.begin(visitor);
    try {
      readBody(json, visitor);
    } catch (UnreadableBodyException unreadable) {
      refusals.end();
      throw unreadable;
    }
    refusals.end();
  }

  /** Reads the body from before its first token. */
  abstract void readBody(JsonCursor json, MetricVisitor visitor) throws UnreadableBodyException;
}
