package io.vedette.jobs.retrain;

import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends samples on, what a series is called ahead of them, and dead letters to a side output.
 *
 * <p>What a series is called says how its samples are to be read, and may stand anywhere among
 * them. So it goes on as a record of its own, before all time: sorted, it comes first.
 *
 * <p>Samples of buckets of histograms go to a side output in the same way: what is trained are the
 * quantiles derived of them, and the buckets themselves only when they are scored.
 */
final class SplitHistory extends ProcessFunction<MetricRecord, Sample> {

  /** Accumulator: samples sent on. */
  static final String SAMPLES_READ = "samplesRead";

  /** Accumulator: samples, lines or bodies refused. */
  static final String REJECTED = "rejected";

  /** What could not become samples. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  /** Samples of buckets of histograms. */
  static final OutputTag<BucketSample> BUCKETS =
      new OutputTag<>("buckets", VedetteTypes.BUCKET_SAMPLE);

  private static final long serialVersionUID = 1L;

  private final boolean scoreBuckets;
  private final LongCounter samplesRead = new LongCounter();
  private final LongCounter rejected = new LongCounter();

  private transient Sample out;
  private transient BucketSample bucketOut;

  /**
   * A splitter; keeps no state.
   *
   * @param scoreBuckets whether samples of buckets are also sent on as any other
   */
  @SuppressWarnings("NullAway.Init") // made in open()
  SplitHistory(boolean scoreBuckets) {
    this.scoreBuckets = scoreBuckets;
  }

  @Override
  public void open(OpenContext context) {
    out = new Sample();
    bucketOut = new BucketSample();
    getRuntimeContext().addAccumulator(SAMPLES_READ, samplesRead);
    getRuntimeContext().addAccumulator(REJECTED, rejected);
  }

  @Override
  public void processElement(MetricRecord record, Context context, Collector<Sample> samples) {
    if (record instanceof Sample sample) {
      send(sample, samples);
      samplesRead.add(1L);
    } else if (record instanceof BucketSample bucket) {
      send(bucket, context);
      if (scoreBuckets) {
        send(bucket.sample(), samples);
      }
      samplesRead.add(1L);
    } else if (record instanceof Rejected refused) {
      rejected.add(refused.letter().getCount());
      context.output(DEAD_LETTERS, refused.letter());
    }
  }

  private void send(Sample sample, Collector<Sample> samples) {
    Series announced = sample.series();
    if (announced != null) {
      samples.collect(announcement(sample, announced));
    }
    samples.collect(bare(sample));
  }

  private void send(BucketSample bucket, Context context) {
    Sample sample = bucket.sample();
    Series announced = sample.series();
    if (announced != null) {
      bucketOut.set(bucket.histogram(), announcement(sample, announced));
      context.output(BUCKETS, bucketOut);
    }
    bucketOut.set(bucket.histogram(), bare(sample));
    context.output(BUCKETS, bucketOut);
  }

  /** What a series is called, before all time; NaN is the count of no bucket. */
  private Sample announcement(Sample sample, Series announced) {
    out.set(sample.seriesHash(), Long.MIN_VALUE, Double.NaN, announced);
    return out;
  }

  private Sample bare(Sample sample) {
    out.set(sample.seriesHash(), sample.timestamp(), sample.value(), null);
    return out;
  }
}
