package io.vedette.jobs.streaming;

import io.vedette.functions.trace.SpanLinks;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends spans on, with a stand-in of each in every trace that its links name as its cause, and dead
 * letters to a side output. Keeps no state.
 */
final class SplitSpans extends ProcessFunction<SpanRecord, TracedSpan> {

  /** What could not become spans. */
  static final OutputTag<DeadLetter> DEAD_LETTERS = SplitRejected.DEAD_LETTERS;

  private static final long serialVersionUID = 1L;

  private transient Counter linked;

  @SuppressWarnings("NullAway.Init") // made in open()
  SplitSpans() {}

  @Override
  public void open(OpenContext context) {
    linked = getRuntimeContext().getMetricGroup().counter(JobMetric.SPANS_LINKED.id());
  }

  @Override
  public void processElement(SpanRecord record, Context context, Collector<TracedSpan> spans) {
    if (record instanceof TracedSpan span) {
      spans.collect(span);
      for (TracedSpan standIn : SpanLinks.standIns(span)) {
        linked.inc();
        spans.collect(standIn);
      }
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
