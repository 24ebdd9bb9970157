package io.vedette.files;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The records of lines by a decoder of bodies, each line a body. What says no time happened at the
 * time of the record before it, so that nothing depends on the clock; the first must say one.
 *
 * @param <D> what the decoder finds
 * @param <T> what is emitted
 */
final class DecodedLines<D, T> {

  private final RecordDecoder<D> decoder;
  private final Function<D, T> taken;
  private final Function<Rejected, T> rejection;
  private final ToLongFunction<D> time;
  private final Rejections rejections;
  private final Deque<T> waiting = new ArrayDeque<>();
  private long lastTime;

  /** By a decoder. */
  DecodedLines(
      RecordDecoder<D> decoder,
      Function<D, T> taken,
      Function<Rejected, T> rejection,
      ToLongFunction<D> time,
      FileLimits limits) {
    this.decoder = decoder;
    this.taken = taken;
    this.rejection = rejection;
    this.time = time;
    this.rejections = new Rejections(limits.maxPayloadBytes());
  }

  /** The next of the records read so far; null for none. */
  @Nullable T next() {
    return waiting.poll();
  }

  /**
   * Reads a line.
   *
   * @param before the last time read in the file, milliseconds since the epoch; 0 for none
   */
  void read(LineReader line, String origin, long before) {
    lastTime = before;
    if (line.isTooLong()) {
      refuse(DeadLetterReason.TOO_LARGE, "the line is too long", 1, line, origin);
      return;
    }
    try {
      decoder.decode(
          line.bytes(),
          line.start(),
          line.end() - line.start(),
          lastTime,
          new RecordVisitor<>() {
            @Override
            public void take(D record) {
              long at = time.applyAsLong(record);
              if (at <= 0) {
                refuse(DeadLetterReason.MALFORMED, "it says no time", 1, line, origin);
              } else {
                lastTime = at;
                waiting.add(taken.apply(record));
              }
            }

            @Override
            public void rejected(DeadLetterReason reason, String message, int records) {
              refuse(reason, message, records, line, origin);
            }
          });
    } catch (UnreadableBodyException unreadable) {
      String why = String.valueOf(unreadable.getMessage());
      refuse(unreadable.reason(), why, 1, line, origin);
    }
  }

  /** The last time read. */
  long lastTime() {
    return lastTime;
  }

  private void refuse(
      DeadLetterReason reason, String message, int records, LineReader line, String origin) {
    waiting.add(
        rejection.apply(
            rejections.reject(
                reason,
                message,
                origin,
                lastTime,
                records,
                line.bytes(),
                line.start(),
                line.end() - line.start())));
  }
}
