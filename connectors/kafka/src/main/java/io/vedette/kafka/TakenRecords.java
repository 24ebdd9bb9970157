package io.vedette.kafka;

import io.vedette.formats.RecordVisitor;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetterReason;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.util.Collector;

/**
 * Hears what a decoder of alerts, changes or events finds in a body. One that is too far ahead of
 * when its body was received is refused: it would push event time on for everyone.
 *
 * @param <T> what the source emits
 * @param <D> what the decoder finds
 */
final class TakenRecords<T, D> extends FoundRecords<T> implements RecordVisitor<D> {

  private final Function<D, T> taken;
  private final ToLongFunction<D> time;
  private final long received;
  private final long maxAhead;

  /**
   * Of one body.
   *
   * @param taken a record as one of what the source emits
   * @param time event time of a record, milliseconds since the epoch
   * @param received when the body was received, milliseconds since the epoch
   * @param maxAhead how far a record may be ahead of that, milliseconds
   */
  TakenRecords(
      Collector<T> collector,
      Function<Rejected, T> rejections,
      Function<D, T> taken,
      ToLongFunction<D> time,
      long received,
      long maxAhead) {
    super(collector, rejections);
    this.taken = taken;
    this.time = time;
    this.received = received;
    this.maxAhead = maxAhead;
  }

  /** When the body was received, milliseconds since the epoch. */
  long received() {
    return received;
  }

  @Override
  public void take(D record) {
    long at = time.applyAsLong(record);
    if (at - received > maxAhead) {
      rejected(
          DeadLetterReason.FUTURE,
          "it has time %d, %d ms ahead of when it was received; the limit is %d ms"
              .formatted(at, at - received, maxAhead),
          1);
    } else {
      emit(taken.apply(record));
    }
  }
}
