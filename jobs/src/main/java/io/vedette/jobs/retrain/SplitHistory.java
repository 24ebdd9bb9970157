package io.vedette.jobs.retrain;

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
 * <p>Samples of buckets are passed over: buckets are not scored, so there is nothing to train.
 */
final class SplitHistory extends ProcessFunction<MetricRecord, Sample> {

  /** Accumulator: samples sent on. */
  static final String SAMPLES_READ = "samplesRead";

  /** Accumulator: samples, lines or bodies refused. */
  static final String REJECTED = "rejected";

  /** What could not become samples. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  private final LongCounter samplesRead = new LongCounter();
  private final LongCounter rejected = new LongCounter();

  private transient Sample out;

  /** Keeps no state. */
  @SuppressWarnings("NullAway.Init") // made in open()
  SplitHistory() {}

  @Override
  public void open(OpenContext context) {
    out = new Sample();
    getRuntimeContext().addAccumulator(SAMPLES_READ, samplesRead);
    getRuntimeContext().addAccumulator(REJECTED, rejected);
  }

  @Override
  public void processElement(MetricRecord record, Context context, Collector<Sample> samples) {
    if (record instanceof Sample sample) {
      Series announced = sample.series();
      if (announced != null) {
        out.set(sample.seriesHash(), Long.MIN_VALUE, Double.NaN, announced);
        samples.collect(out);
      }
      out.set(sample.seriesHash(), sample.timestamp(), sample.value(), null);
      samples.collect(out);
      samplesRead.add(1L);
    } else if (record instanceof Rejected refused) {
      rejected.add(refused.letter().getCount());
      context.output(DEAD_LETTERS, refused.letter());
    }
  }
}
