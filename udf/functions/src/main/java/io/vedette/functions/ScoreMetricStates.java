package io.vedette.functions;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The states of {@link ScoreMetric}, named once: the function registers them by this factory, and
 * so does whoever reads a savepoint with the State Processor API. Names and serializers are a
 * promise to every later release.
 */
public final class ScoreMetricStates {

  private ScoreMetricStates() {}

  /** {@code series}: what a series is called. */
  public static ValueStateDescriptor<KnownSeries> series(Duration retention) {
    ValueStateDescriptor<KnownSeries> series =
        new ValueStateDescriptor<>("series", new KnownSeriesSerializer());
    series.enableTimeToLive(keptFor(retention));
    return series;
  }

  /** {@code score}: the detector's model, the newest sample, and the run of anomalies. */
  public static ValueStateDescriptor<ScoreState> score(Duration retention) {
    ValueStateDescriptor<ScoreState> score =
        new ValueStateDescriptor<>("score", new ScoreStateSerializer());
    score.enableTimeToLive(keptFor(retention));
    return score;
  }

  /** Kept so long after the last write (processing time), then never seen again. */
  private static StateTtlConfig keptFor(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        // each access looks at one more entry, not at five: a round over all series takes as many
        // samples as there are series, which is soon enough for what is kept for days
        .cleanupIncrementally(1, false)
        .build();
  }
}
