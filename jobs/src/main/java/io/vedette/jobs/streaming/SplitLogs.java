package io.vedette.jobs.streaming;

import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends lines on, and dead letters to a side output. Keeps no state. */
final class SplitLogs extends ProcessFunction<LogRecord, LogLine> {

  /** What could not become lines. */
  static final OutputTag<DeadLetter> DEAD_LETTERS = SplitRejected.DEAD_LETTERS;

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(LogRecord record, Context context, Collector<LogLine> lines) {
    if (record instanceof LogLine line) {
      lines.collect(line);
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
