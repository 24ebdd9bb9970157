package io.vedette.functions;

import io.vedette.schema.RuleChange;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Main and side outputs of {@link ScoreMetric}. One instance, pointed at Flink's context with every
 * record: that is two writes, and spares every method below the scorer two arguments.
 */
@SuppressWarnings("NullAway.Init") // pointed before anything is emitted
final class FlinkScorerOutput implements ScorerOutput {

  private KeyedBroadcastProcessFunction<Long, ScoringInput, RuleChange, Anomaly>.ReadOnlyContext
      context;
  private Collector<Anomaly> anomalies;

  void pointAt(
      KeyedBroadcastProcessFunction<Long, ScoringInput, RuleChange, Anomaly>.ReadOnlyContext
          context,
      Collector<Anomaly> anomalies) {
    this.context = context;
    this.anomalies = anomalies;
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    anomalies.collect(anomaly);
  }

  @Override
  public void alert(Alert alert) {
    context.output(ScoreMetric.ALERTS, alert);
  }

  @Override
  public void audit(Audit audit) {
    context.output(ScoreMetric.AUDITS, audit);
  }

  @Override
  public void score(ScoredPoint point) {
    context.output(ScoreMetric.SCORES, point);
  }

  @Override
  public void work(ServiceWork work) {
    context.output(ScoreMetric.WORK, work);
  }

  @Override
  public void transition(SeriesTransition transition) {
    context.output(ScoreMetric.TRANSITIONS, transition);
  }

  @Override
  public TimerService timers() {
    return context.timerService();
  }

  @Override
  public long eventTime(long otherwise) {
    Long time = context.timestamp();
    return time == null ? otherwise : time;
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    context.output(ScoreMetric.DEAD_LETTERS, letter);
  }
}
