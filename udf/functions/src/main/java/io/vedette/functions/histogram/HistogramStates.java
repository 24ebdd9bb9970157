package io.vedette.functions.histogram;

import io.vedette.algorithms.histogram.HistogramState;
import io.vedette.functions.KnownSeries;
import io.vedette.functions.KnownSeriesSerializer;
import io.vedette.functions.StateRetention;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The states of {@link DeriveHistogramQuantiles}, named once. Keyed by the hash of the labels of a
 * bucket without {@code le}.
 */
public final class HistogramStates {

  private HistogramStates() {}

  /** {@code series}: what the histogram is called, and its labels without {@code le}. */
  public static ValueStateDescriptor<KnownSeries> series(Duration retention) {
    ValueStateDescriptor<KnownSeries> series =
        new ValueStateDescriptor<>("series", new KnownSeriesSerializer());
    series.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return series;
  }

  /** {@code buckets}: which buckets it has, what they last counted, and the scrapes still open. */
  public static ValueStateDescriptor<HistogramState> buckets(Duration retention) {
    ValueStateDescriptor<HistogramState> buckets =
        new ValueStateDescriptor<>("buckets", new HistogramStateSerializer());
    buckets.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return buckets;
  }
}
