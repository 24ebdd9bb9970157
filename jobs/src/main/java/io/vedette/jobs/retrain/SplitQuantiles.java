package io.vedette.jobs.retrain;

import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends quantiles on as {@link SplitHistory} sends samples: what they are called ahead of them. */
final class SplitQuantiles extends ProcessFunction<ScoringInput, Sample> {

  private static final long serialVersionUID = 1L;

  private transient Sample out;

  /** Keeps no state. */
  @SuppressWarnings("NullAway.Init") // made in open()
  SplitQuantiles() {}

  @Override
  public void open(OpenContext context) {
    out = new Sample();
  }

  @Override
  public void processElement(ScoringInput input, Context context, Collector<Sample> quantiles) {
    if (!(input instanceof Sample quantile)) {
      throw new IllegalStateException("only samples are derived of histograms, got " + input);
    }
    Series announced = quantile.series();
    if (announced != null) {
      out.set(quantile.seriesHash(), Long.MIN_VALUE, Double.NaN, announced);
      quantiles.collect(out);
    }
    out.set(quantile.seriesHash(), quantile.timestamp(), quantile.value(), null);
    quantiles.collect(out);
  }
}
