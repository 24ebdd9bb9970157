package io.vedette.formats.traces;

import io.vedette.formats.metrics.UnreadableBodyException;

/**
 * Reads bodies of one format. Not thread-safe: a decoder keeps buffers between bodies.
 *
 * <p>Any bytes whatever end in a return or in an {@link UnreadableBodyException}.
 */
public interface SpanDecoder {

  /**
   * Decodes one body.
   *
   * @param body may be longer than the body; read only
   * @throws UnreadableBodyException when the body, or its rest, cannot be read
   */
  void decode(byte[] body, int offset, int length, SpanVisitor visitor)
      throws UnreadableBodyException;
}
