package io.vedette.kafka;

import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetterReason;
import java.util.function.Function;
import org.apache.flink.util.Collector;

/**
 * What was found in one body: good records are sent on, the rest is summed up.
 *
 * @param <T> what the source emits
 */
abstract class FoundRecords<T> {

  private final Function<Rejected, T> rejections;
  private final RefusalSums refusals = new RefusalSums();
  private Collector<T> collector;
  private boolean insideCollector;
  private long emitted;

  /**
   * Nothing yet.
   *
   * @param rejections a rejection as one of what the source emits
   */
  FoundRecords(Collector<T> collector, Function<Rejected, T> rejections) {
    this.collector = collector;
    this.rejections = rejections;
  }

  /** Starts over with another body. */
  final void restart(Collector<T> next) {
    collector = next;
    insideCollector = false;
    emitted = 0;
    refusals.clear();
  }

  /** Sends a good record on. */
  final void emit(T record) {
    emitted++;
    collect(record);
  }

  private void collect(T record) {
    insideCollector = true;
    collector.collect(record);
    insideCollector = false;
  }

  /** Takes note that something is refused. */
  public void rejected(DeadLetterReason reason, String message, int count) {
    refusals.add(reason, message, count);
  }

  /** Whether something was refused for this reason, so that no other message is needed. */
  final boolean hasRejected(DeadLetterReason reason) {
    return refusals.has(reason);
  }

  final boolean hasRejections() {
    return !refusals.isEmpty();
  }

  /** Sends one letter a reason. */
  final void tellRejections(LetterWriter letters) {
    refusals.tell(letters, rejected -> collect(rejections.apply(rejected)));
  }

  /** Whether an exception just seen came out of the collector, not out of the decoder. */
  final boolean isInsideCollector() {
    return insideCollector;
  }

  final long emitted() {
    return emitted;
  }

  final long refused() {
    return refusals.refused();
  }
}
