package io.vedette.formats.metrics;

/**
 * Reads bodies of one format. Not thread-safe: a decoder keeps buffers between bodies.
 *
 * <p>Guarantee: the visitor hears of every sample before the place where a body becomes unreadable,
 * and only then the exception is thrown. Any bytes whatever end in a return or in that exception.
 */
public interface MetricDecoder {

  /**
   * Decodes one body.
   *
   * @param body may be longer than the body; read only
   * @throws UnreadableBodyException when the body, or its rest, cannot be read
   */
  void decode(byte[] body, int offset, int length, MetricVisitor visitor)
      throws UnreadableBodyException;

  /** Decodes one body that fills its array. */
  default void decode(byte[] body, MetricVisitor visitor) throws UnreadableBodyException {
    decode(body, 0, body.length, visitor);
  }
}
