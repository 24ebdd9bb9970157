package io.vedette.kafka;

import io.vedette.formats.traces.SpanVisitor;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import org.apache.flink.util.Collector;

/** Hears what a decoder finds in a body, sends the good spans on and sums up the rest. */
final class SpanReader extends FoundRecords<SpanRecord> implements SpanVisitor {

  private final long maxAhead;
  private final long received;

  /**
   * Of one body.
   *
   * @param maxAhead how far a span may end after its body was received, milliseconds
   * @param received when it was received, not later than now; milliseconds since the epoch
   */
  SpanReader(Collector<SpanRecord> collector, long maxAhead, long received) {
    super(collector, rejected -> rejected);
    this.maxAhead = maxAhead;
    this.received = received;
  }

  @Override
  public void span(TracedSpan span) {
    long ahead = span.endMillis() - received;
    if (ahead > maxAhead) {
      rejected(
          DeadLetterReason.FUTURE,
          "span '%s' of %s ends %d ms after it was received; the limit is %d ms"
              .formatted(span.operation(), span.service(), ahead, maxAhead),
          1);
    } else {
      emit(span);
    }
  }
}
