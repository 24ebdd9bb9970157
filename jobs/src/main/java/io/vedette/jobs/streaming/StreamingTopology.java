package io.vedette.jobs.streaming;

import io.vedette.functions.ScoreMetric;
import io.vedette.functions.ScoreMetricStates;
import io.vedette.functions.ScoringOptions;
import io.vedette.functions.silence.FindSilence;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.jobs.config.GroupingSettings;
import io.vedette.jobs.config.ScoringSettings;
import io.vedette.jobs.config.SilenceSettings;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.RuleChange;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.silence.SeriesTransition;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The streaming graph: metrics are read and scored by series, alerts grouped, and what was found is
 * written.
 */
public final class StreamingTopology {

  private final StreamExecutionEnvironment env;
  private final Settings settings;
  private final ScoringOptions scoring;
  private final @Nullable SilenceOptions silence;

  private StreamingTopology(
      StreamExecutionEnvironment env,
      Settings settings,
      ScoringOptions scoring,
      @Nullable SilenceOptions silence) {
    this.env = env;
    this.settings = settings;
    this.scoring = scoring;
    this.silence = silence;
  }

  /**
   * Builds the graph in the environment; nothing is run.
   *
   * @param settings of {@link io.vedette.jobs.config.StreamingSettings}, validated. Scores are
   *     emitted when there is a sink for them, whatever {@code scores.publish} says
   */
  public static void build(
      StreamExecutionEnvironment env,
      StreamingSources sources,
      StreamingSinks sinks,
      Settings settings) {
    ScoringOptions scoring =
        ScoringSettings.options(settings).withEmitScores(sinks.scores() != null);
    SilenceOptions silence =
        settings.get(SilenceSettings.ENABLED)
            ? SilenceSettings.silence(settings, sources.isLive())
            : null;
    new StreamingTopology(env, settings, scoring, silence).build(sources, sinks);
  }

  private void build(StreamingSources sources, StreamingSinks sinks) {
    List<SingleOutputStreamOperator<IncomingAlert>> alertsIn =
        AlertStreams.read(env, sources.alerts(), settings);
    if (sources.metrics().isEmpty()) {
      groupAlerts(new ArrayList<>(alertsIn), sinks, sources.isLive());
      write(rejectedAlerts(alertsIn), sinks.deadLetters(), OperatorIds.WRITE_DEAD_LETTERS);
      return;
    }
    List<SingleOutputStreamOperator<ScoringInput>> metrics =
        MetricStreams.read(env, sources.metrics(), settings);
    List<SingleOutputStreamOperator<ScoringInput>> controls = readControls(sources.controls());
    SingleOutputStreamOperator<Anomaly> anomalies = scoreMetric(metrics, controls);

    write(anomalies, sinks.anomalies(), OperatorIds.WRITE_ANOMALIES);
    DataStream<Alert> alerts = alerts(anomalies);
    write(alerts, sinks.alerts(), OperatorIds.WRITE_ALERTS);
    if (sinks.clusters() != null) {
      List<DataStream<IncomingAlert>> all = new ArrayList<>(alertsIn);
      all.add(AlertStreams.ofSeries(alerts));
      groupAlerts(all, sinks, sources.isLive());
    }
    write(anomalies.getSideOutput(ScoreMetric.AUDITS), sinks.audits(), OperatorIds.WRITE_AUDIT);
    write(anomalies.getSideOutput(ScoreMetric.SCORES), sinks.scores(), OperatorIds.WRITE_SCORES);
    write(
        alertsIn.isEmpty()
            ? deadLetters(metrics, controls, anomalies)
            : deadLetters(metrics, controls, anomalies).union(rejectedAlerts(alertsIn)),
        sinks.deadLetters(),
        OperatorIds.WRITE_DEAD_LETTERS);
  }

  private void groupAlerts(
      List<DataStream<IncomingAlert>> alerts, StreamingSinks sinks, boolean isLive) {
    DataStream<AlertCluster> clusters =
        AlertStreams.group(union(alerts), GroupingSettings.options(settings, isLive));
    write(clusters, sinks.clusters(), OperatorIds.WRITE_CLUSTERS);
    write(clusters, sinks.alertIncidents(), OperatorIds.WRITE_ALERT_INCIDENTS);
  }

  private static DataStream<DeadLetter> rejectedAlerts(
      List<SingleOutputStreamOperator<IncomingAlert>> alerts) {
    return union(
        alerts.stream().map(source -> source.getSideOutput(SplitAlerts.DEAD_LETTERS)).toList());
  }

  private List<SingleOutputStreamOperator<ScoringInput>> readControls(List<ControlSource> sources) {
    return sources.stream().map(this::readControls).toList();
  }

  private SingleOutputStreamOperator<ScoringInput> readControls(ControlSource source) {
    String id = OperatorIds.READ + source.name();
    SingleOutputStreamOperator<ControlRecord> records =
        OperatorIds.identify(
            env.fromSource(source.source(), AlwaysIdle.strategy(), id, VedetteTypes.CONTROL_RECORD),
            id);
    SingleOutputStreamOperator<ScoringInput> controls =
        OperatorIds.identify(
            records.process(new SplitControls(), VedetteTypes.SCORING_INPUT),
            OperatorIds.SPLIT + source.name());
    if (!source.parallel()) {
      records.setParallelism(1);
      controls.setParallelism(1);
    }
    return controls;
  }

  private SingleOutputStreamOperator<Anomaly> scoreMetric(
      List<SingleOutputStreamOperator<ScoringInput>> metrics,
      List<SingleOutputStreamOperator<ScoringInput>> controls) {
    List<DataStream<ScoringInput>> inputs = new ArrayList<>(metrics);
    inputs.addAll(controls);
    return OperatorIds.identify(
        union(inputs)
            .keyBy(ScoringInput::seriesHash, Types.LONG)
            .connect(rules(metrics, controls).broadcast(ScoreMetricStates.rules()))
            .process(
                new ScoreMetric(scoring, SilenceSettings.late(settings), silence),
                VedetteTypes.ANOMALY),
        OperatorIds.SCORE_METRIC);
  }

  /** The scorer has an input for rules; where none are read, samples keep it open with nothing. */
  private static DataStream<RuleChange> rules(
      List<SingleOutputStreamOperator<ScoringInput>> metrics,
      List<SingleOutputStreamOperator<ScoringInput>> controls) {
    return union(
        (controls.isEmpty() ? metrics : controls)
            .stream().map(source -> source.getSideOutput(SplitControls.RULES)).toList());
  }

  private DataStream<Alert> alerts(SingleOutputStreamOperator<Anomaly> scored) {
    DataStream<Alert> ofSeries = scored.getSideOutput(ScoreMetric.ALERTS);
    return silence == null || !silence.isLive()
        ? ofSeries
        : ofSeries.union(findSilence(scored.getSideOutput(ScoreMetric.TRANSITIONS), silence));
  }

  private static SingleOutputStreamOperator<Alert> findSilence(
      DataStream<SeriesTransition> transitions, SilenceOptions silence) {
    return OperatorIds.identify(
        transitions
            .keyBy(SeriesTransition::getSource, Types.LONG)
            .process(new FindSilence(silence), VedetteTypes.ALERT),
        OperatorIds.FIND_SILENCE);
  }

  private static DataStream<DeadLetter> deadLetters(
      List<SingleOutputStreamOperator<ScoringInput>> metrics,
      List<SingleOutputStreamOperator<ScoringInput>> controls,
      SingleOutputStreamOperator<Anomaly> scored) {
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    letters.add(scored.getSideOutput(ScoreMetric.DEAD_LETTERS));
    metrics.forEach(samples -> letters.add(samples.getSideOutput(SplitRejected.DEAD_LETTERS)));
    controls.forEach(source -> letters.add(source.getSideOutput(SplitControls.DEAD_LETTERS)));
    return union(letters);
  }

  private static <T> void write(DataStream<T> results, @Nullable Sink<T> sink, String id) {
    if (sink != null) {
      OperatorIds.identify(results.sinkTo(sink), id);
    }
  }

  private static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    DataStream<T> union = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      union = union.union(stream);
    }
    return union;
  }
}
