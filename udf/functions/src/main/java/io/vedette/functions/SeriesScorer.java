package io.vedette.functions;

import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Scores a series that somebody has at hand, from nothing, as {@link ScoreMetric} would if its
 * samples came in this order and it had never met the series: by the same code, over states that
 * are forgotten when it returns. No rules, no trained models, no feedback, no watch for silence.
 *
 * <p>Thread-safe: each call has its own states. Cost: that of the stream a sample, and the records
 * that say it, some 200 bytes a sample.
 */
public final class SeriesScorer {

  private final ScoringOptions options;

  /** A scorer with these options; scores are emitted whatever they say. */
  public SeriesScorer(ScoringOptions options) {
    this.options = options.withEmitScores(true);
  }

  /**
   * What was found.
   *
   * @param points one for every sample, in order
   * @param anomalies in order of time
   * @param alerts that began, became more severe, went on or were resolved, in order of time
   */
  public record Scored(List<ScoredPoint> points, List<Anomaly> anomalies, List<Alert> alerts) {}

  /**
   * Scores a series.
   *
   * @param timestamps milliseconds since the epoch
   * @param values as many; NaN is a sample without a value
   * @throws IllegalArgumentException when there are not as many values as timestamps
   */
  public Scored score(Series series, long[] timestamps, double[] values) {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "as many values as timestamps are needed, there are "
              + values.length
              + " values and "
              + timestamps.length
              + " timestamps");
    }
    Found found = new Found();
    ScorerParts parts =
        ScorerParts.assemble(
            options,
            LateOptions.defaults(),
            null,
            new UnregisteredMetricsGroup(),
            Held::ofDescribed,
            found);
    long hash = series.labels().hash();
    parts.series().pointAt(hash);
    try {
      for (int i = 0; i < values.length; i++) {
        parts
            .samples()
            .take(
                i == 0
                    ? new Sample(series, timestamps[i], values[i])
                    : new Sample(hash, timestamps[i], values[i]));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("states in memory do not fail", impossible);
    }
    return new Scored(found.points, found.anomalies, found.alerts);
  }

  /** A state of the one series there is, on the heap. */
  private static final class Held<T> implements ValueState<T> {

    private @Nullable T value;

    static <T> ValueState<T> ofDescribed(ValueStateDescriptor<T> descriptor) {
      return new Held<>();
    }

    @Override
    @SuppressWarnings("NullAway") // null for nothing, as Flink's own states
    public T value() {
      return value;
    }

    @Override
    public void update(T changed) {
      value = changed;
    }

    @Override
    public void clear() {
      value = null;
    }
  }

  /** Keeps what is asked for, and lets go of the rest. */
  private static final class Found implements ScorerOutput {

    private final List<ScoredPoint> points = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    @Override
    public void anomaly(Anomaly anomaly) {
      anomalies.add(anomaly);
    }

    @Override
    public void alert(Alert alert) {
      alerts.add(alert);
    }

    @Override
    public void score(ScoredPoint point) {
      points.add(point);
    }

    @Override
    public void audit(Audit audit) {}

    @Override
    public void work(ServiceWork work) {}

    @Override
    public void transition(SeriesTransition transition) {}

    @Override
    public void deadLetter(DeadLetter letter) {}

    @Override
    public TimerService timers() {
      throw new UnsupportedOperationException("a series that is at hand is not watched");
    }

    @Override
    public long eventTime(long otherwise) {
      return otherwise;
    }
  }
}
