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
 * Where goes what is found. One instance, pointed at Flink's context with every record: that is two
 * writes, and spares every method below the scorer two arguments.
 */
@SuppressWarnings("NullAway.Init") // pointed before anything is emitted
final class ScorerOutput {

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

  void anomaly(Anomaly anomaly) {
    anomalies.collect(anomaly);
  }

  void alert(Alert alert) {
    context.output(ScoreMetric.ALERTS, alert);
  }

  void audit(Audit audit) {
    context.output(ScoreMetric.AUDITS, audit);
  }

  void score(ScoredPoint point) {
    context.output(ScoreMetric.SCORES, point);
  }

  void work(ServiceWork work) {
    context.output(ScoreMetric.WORK, work);
  }

  void transition(SeriesTransition transition) {
    context.output(ScoreMetric.TRANSITIONS, transition);
  }

  TimerService timers() {
    return context.timerService();
  }

  /** Event time that its source gave to the sample at hand, {@code otherwise} for none. */
  long eventTime(long otherwise) {
    Long time = context.timestamp();
    return time == null ? otherwise : time;
  }

  void deadLetter(DeadLetter letter) {
    context.output(ScoreMetric.DEAD_LETTERS, letter);
  }
}
