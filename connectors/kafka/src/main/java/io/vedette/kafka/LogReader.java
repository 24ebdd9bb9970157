package io.vedette.kafka;

import io.vedette.formats.logs.LogTimes;
import io.vedette.formats.logs.LogVisitor;
import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.result.DeadLetterReason;
import org.apache.flink.util.Collector;

/**
 * Hears what a decoder finds in a body, sends the good lines on and sums up the rest. A line that
 * does not say when it was logged was logged when it was received.
 */
final class LogReader implements LogVisitor {

  private static final int LONGEST_SERVICE = 256;

  private final long maxAhead;
  private final int longest;
  private final RefusalSums refusals = new RefusalSums();
  private final Collector<LogRecord> collector;
  private final long received;
  private boolean insideCollector;
  private long emitted;

  /**
   * Of one body.
   *
   * @param longest characters of a line that are kept
   * @param maxAhead how far a line may be ahead of when its body was received, milliseconds
   * @param received when it was received, not later than now; milliseconds since the epoch
   */
  LogReader(Collector<LogRecord> collector, int longest, long maxAhead, long received) {
    this.collector = collector;
    this.longest = longest;
    this.maxAhead = maxAhead;
    this.received = received;
  }

  @Override
  public void line(String service, long timestamp, LogLevel level, String text) {
    long time = timestamp == LogTimes.UNKNOWN ? received : timestamp;
    if (text.isBlank()) {
      rejected(DeadLetterReason.MALFORMED, "a line is empty", 1);
    } else if (time <= 0) {
      rejected(DeadLetterReason.MALFORMED, "a line has time " + time + "; it must be positive", 1);
    } else if (time - received > maxAhead) {
      rejected(
          DeadLetterReason.FUTURE,
          "a line has time %d, %d ms ahead of when it was received; the limit is %d ms"
              .formatted(time, time - received, maxAhead),
          1);
    } else {
      emitted++;
      collect(new LogLine(cut(service, LONGEST_SERVICE), time, level, cut(text, longest), 0));
    }
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int lines) {
    refusals.add(reason, message, lines);
  }

  private void collect(LogRecord record) {
    insideCollector = true;
    collector.collect(record);
    insideCollector = false;
  }

  boolean hasRejections() {
    return !refusals.isEmpty();
  }

  /** Sends one letter a reason. */
  void tellRejections(LetterWriter letters) {
    refusals.tell(letters, this::collect);
  }

  /** Whether an exception just seen came out of the collector, not out of the decoder. */
  boolean isInsideCollector() {
    return insideCollector;
  }

  long emitted() {
    return emitted;
  }

  long refused() {
    return refusals.refused();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
