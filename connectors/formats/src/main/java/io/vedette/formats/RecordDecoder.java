package io.vedette.formats;

import io.vedette.formats.metrics.UnreadableBodyException;

/**
 * Reads bodies of one format into records. Not thread-safe unless it says so.
 *
 * <p>Any bytes whatever end in a return or in an {@link UnreadableBodyException}.
 *
 * @param <T> what a body holds
 */
public interface RecordDecoder<T> {

  /**
   * Decodes one body.
   *
   * @param body may be longer than the body; read only
   * @param received when it was received, milliseconds since the epoch: what happened at no time
   *     that it says happened then
   * @throws UnreadableBodyException when the body, or its rest, cannot be read
   */
  void decode(byte[] body, int offset, int length, long received, RecordVisitor<T> visitor)
      throws UnreadableBodyException;
}
