package io.vedette.functions;

import io.vedette.algorithms.amend.RecentSamples;
import io.vedette.algorithms.detect.SeriesMemory;
import io.vedette.schema.control.DetectorRule;
import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

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

  /**
   * {@code score}: the detector's model but its memory, the newest sample, the run of anomalies.
   */
  public static ValueStateDescriptor<ScoreState> score(Duration retention) {
    ValueStateDescriptor<ScoreState> score =
        new ValueStateDescriptor<>("score", new PackedScoreStateSerializer());
    score.enableTimeToLive(keptFor(retention));
    return score;
  }

  /** {@code memory}: the part of the detector's model that is needed now and then. */
  public static ValueStateDescriptor<SeriesMemory> memory(Duration retention) {
    ValueStateDescriptor<SeriesMemory> memory =
        new ValueStateDescriptor<>("memory", new SeriesMemorySerializer());
    memory.enableTimeToLive(keptFor(retention));
    return memory;
  }

  /** {@code recent}: samples judged of late, while a run of anomalies lasts. */
  public static ValueStateDescriptor<RecentSamples> recent(Duration retention) {
    ValueStateDescriptor<RecentSamples> recent =
        new ValueStateDescriptor<>("recent", new RecentSamplesSerializer());
    recent.enableTimeToLive(keptFor(retention));
    return recent;
  }

  /** {@code model}: the trained models of the series, for as long as they may be used. */
  public static ValueStateDescriptor<SeriesModels> model(Duration maxAge) {
    ValueStateDescriptor<SeriesModels> model =
        new ValueStateDescriptor<>("model", new SeriesModelsSerializer());
    model.enableTimeToLive(keptFor(maxAge));
    return model;
  }

  /** {@code feedback}: what people said of the series. */
  public static ValueStateDescriptor<FeedbackLog> feedback(Duration retention) {
    ValueStateDescriptor<FeedbackLog> feedback =
        new ValueStateDescriptor<>("feedback", new FeedbackLogSerializer());
    feedback.enableTimeToLive(keptFor(retention));
    return feedback;
  }

  /** {@code rules}: detector settings of the series that match, by the rule's id; broadcast. */
  public static MapStateDescriptor<String, DetectorRule> rules() {
    return new MapStateDescriptor<>("rules", Types.STRING, new AvroTypeInfo<>(DetectorRule.class));
  }

  /**
   * Kept so long after the last write (processing time), then never seen again. The memory is free
   * somewhat later: on the heap other series of the same subtask must still be written to.
   */
  private static StateTtlConfig keptFor(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        // each access looks at one more bucket of the heap's hash tables, not at five. They have
        // 1.3 to 2.7 buckets an entry (at least 128 a key group), and the first sample after a
        // checkpoint is two accesses to `score`, one to read and one to write: where series report
        // no more often than there are checkpoints, a round over all series takes about as many
        // samples as there are series, soon enough for what is kept for days. `series` is accessed
        // once or twice an announcement, so its round takes one to three announcements a series.
        // RocksDB
        // drops what has expired when it compacts instead
        .cleanupIncrementally(1, false)
        .build();
  }
}
