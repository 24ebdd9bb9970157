package io.vedette.jobs.streaming;

import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends samples on; samples of buckets and dead letters to side outputs. Keeps no state. */
final class SplitRejected extends ProcessFunction<MetricRecord, ScoringInput> {

  /** What could not become samples. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  /** Samples of buckets of histograms. */
  static final OutputTag<BucketSample> BUCKETS =
      new OutputTag<>("buckets", VedetteTypes.BUCKET_SAMPLE);

  private static final long serialVersionUID = 1L;

  private final boolean scoreBuckets;

  /**
   * A splitter.
   *
   * @param scoreBuckets whether samples of buckets are also sent on as any other
   */
  SplitRejected(boolean scoreBuckets) {
    this.scoreBuckets = scoreBuckets;
  }

  @Override
  public void processElement(
      MetricRecord record, Context context, Collector<ScoringInput> samples) {
    if (record instanceof Sample sample) {
      samples.collect(sample);
    } else if (record instanceof BucketSample bucket) {
      context.output(BUCKETS, bucket);
      if (scoreBuckets) {
        samples.collect(bucket.sample());
      }
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
