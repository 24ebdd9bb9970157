package io.vedette.jobs.streaming;

import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends samples on, and dead letters to a side output. Keeps no state. */
final class SplitRejected extends ProcessFunction<MetricRecord, ScoringInput> {

  /** What could not become samples. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(
      MetricRecord record, Context context, Collector<ScoringInput> samples) {
    if (record instanceof Sample sample) {
      samples.collect(sample);
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
