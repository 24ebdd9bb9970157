package io.vedette.files;

import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes the dead letters of files. They depend on the input alone, never on the clock. */
final class Rejections {

  private final int maxPayloadBytes;

  /** With the length a payload is cut at. */
  Rejections(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /**
   * A rejection.
   *
   * @param origin file and line, or file and byte
   * @param time the last time read in this file, milliseconds since the epoch; 0 for none
   * @param samples samples lost by it
   */
  Rejected reject(
      DeadLetterReason reason,
      String message,
      String origin,
      long time,
      int samples,
      byte[] bytes,
      int from,
      int length) {
    int kept = Math.min(length, maxPayloadBytes);
    return new Rejected(
        DeadLetter.newBuilder()
            .setReason(reason)
            .setMessage(origin + ": " + message)
            .setOrigin(origin)
            .setSource(null)
            .setTimestamp(time)
            .setCount(samples)
            .setPayload(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + kept)))
            .setPayloadSize(length)
            .build());
  }
}
