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
final class LogReader extends FoundRecords<LogRecord> implements LogVisitor {

  private static final int LONGEST_SERVICE = 256;

  private final long maxAhead;
  private final int longest;
  private final long received;

  /**
   * Of one body.
   *
   * @param longest characters of a line that are kept
   * @param maxAhead how far a line may be ahead of when its body was received, milliseconds
   * @param received when it was received, not later than now; milliseconds since the epoch
   */
  LogReader(Collector<LogRecord> collector, int longest, long maxAhead, long received) {
    super(collector, rejected -> rejected);
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
      emit(new LogLine(cut(service, LONGEST_SERVICE), time, level, cut(text, longest), 0));
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
