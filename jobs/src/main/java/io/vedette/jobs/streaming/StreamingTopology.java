package io.vedette.jobs.streaming;

import io.vedette.functions.ScoreMetric;
import io.vedette.functions.ScoreMetricStates;
import io.vedette.functions.ScoringOptions;
import io.vedette.functions.correlate.GroupAlerts;
import io.vedette.functions.histogram.DeriveHistogramQuantiles;
import io.vedette.functions.noise.ApplyNoiseRules;
import io.vedette.functions.silence.FindSilence;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.jobs.config.CauseSettings;
import io.vedette.jobs.config.GroupingSettings;
import io.vedette.jobs.config.HistogramSettings;
import io.vedette.jobs.config.LogSettings;
import io.vedette.jobs.config.NoiseSettings;
import io.vedette.jobs.config.ScoringSettings;
import io.vedette.jobs.config.SilenceSettings;
import io.vedette.jobs.config.SimilarSettings;
import io.vedette.jobs.config.TraceSettings;
import io.vedette.schema.BucketSample;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.MinedLine;
import io.vedette.schema.RuleChange;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The streaming graph: metrics are read, logs are counted by template, both are scored by series,
 * alerts are grouped into incidents, and what was found is written.
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
    InputStreams inputs = InputStreams.build(env, sources, alertsIn, settings);
    if (!sources.isScored()) {
      List<DataStream<Audit>> audits = new ArrayList<>();
      List<SingleOutputStreamOperator<IncomingAlert>> passed =
          applyNoiseRules(inputs.alerts(), List.of(), sources, sinks, audits);
      IncidentStreams incidents =
          trackIncidents(inputs, passed, List.of(), List.of(), List.of(), sources, sinks);
      DataStream<DeadLetter> rejected = rejectedAlerts(alertsIn);
      for (DataStream<DeadLetter> ofInputs : inputs.deadLetters()) {
        rejected = rejected.union(ofInputs);
      }
      write(
          incidents == null ? rejected : rejected.union(incidents.deadLetters()),
          sinks.deadLetters(),
          OperatorIds.WRITE_DEAD_LETTERS);
      if (incidents != null) {
        audits.add(incidents.audits());
      }
      if (!audits.isEmpty()) {
        write(union(audits), sinks.audits(), OperatorIds.WRITE_AUDIT);
      }
      return;
    }
    List<SingleOutputStreamOperator<ScoringInput>> metrics =
        MetricStreams.read(env, sources.metrics(), settings);
    List<SingleOutputStreamOperator<ScoringInput>> controls = readControls(sources.controls());
    List<SingleOutputStreamOperator<ScoringInput>> quantiles = deriveQuantiles(metrics);
    LogStreams logs = mineLogs(sources, sinks);
    List<SingleOutputStreamOperator<ScoringInput>> samples = new ArrayList<>(metrics);
    if (logs != null) {
      samples.add(logs.samples());
    }
    List<TraceStreams> traces = countSpans(sources, sinks);
    traces.forEach(trace -> samples.add(trace.samples()));
    SingleOutputStreamOperator<ScoringInput> eventCounts = inputs.samples();
    if (eventCounts != null) {
      samples.add(eventCounts);
    }
    SingleOutputStreamOperator<Anomaly> anomalies = scoreMetric(samples, quantiles, controls);

    write(anomalies, sinks.anomalies(), OperatorIds.WRITE_ANOMALIES);
    DataStream<Alert> alerts = alerts(anomalies, logs);
    write(alerts, sinks.alerts(), OperatorIds.WRITE_ALERTS);
    List<DataStream<Audit>> audits = new ArrayList<>();
    audits.add(anomalies.getSideOutput(ScoreMetric.AUDITS));
    IncidentStreams incidents = null;
    if (sinks.wantGroups() || sinks.alertStates() != null) {
      List<SingleOutputStreamOperator<IncomingAlert>> all = new ArrayList<>(inputs.alerts());
      all.add(AlertStreams.ofSeries(alerts));
      List<SingleOutputStreamOperator<IncomingAlert>> passed =
          applyNoiseRules(all, controls, sources, sinks, audits);
      if (sinks.wantGroups()) {
        List<DataStream<ServiceWork>> work = new ArrayList<>();
        work.add(anomalies.getSideOutput(ScoreMetric.WORK));
        traces.forEach(trace -> work.add(trace.work()));
        incidents = trackIncidents(inputs, passed, traces, work, controls, sources, sinks);
        if (incidents != null) {
          audits.add(incidents.audits());
        }
      }
    }
    write(union(audits), sinks.audits(), OperatorIds.WRITE_AUDIT);
    write(anomalies.getSideOutput(ScoreMetric.SCORES), sinks.scores(), OperatorIds.WRITE_SCORES);
    DataStream<DeadLetter> letters = deadLetters(metrics, quantiles, controls, logs, anomalies);
    for (DataStream<DeadLetter> ofInputs : inputs.deadLetters()) {
      letters = letters.union(ofInputs);
    }
    for (TraceStreams trace : traces) {
      letters = letters.union(union(trace.deadLetters()));
    }
    if (incidents != null) {
      letters = letters.union(incidents.deadLetters());
    }
    write(
        alertsIn.isEmpty() ? letters : letters.union(rejectedAlerts(alertsIn)),
        sinks.deadLetters(),
        OperatorIds.WRITE_DEAD_LETTERS);
  }

  /** One part for all sources of spans; none where there are none. */
  private List<TraceStreams> countSpans(StreamingSources sources, StreamingSinks sinks) {
    if (sources.spans().isEmpty()) {
      return List.of();
    }
    TraceStreams traces =
        TraceStreams.build(env, sources.spans(), TraceSettings.options(settings), settings);
    write(traces.edges(), sinks.edges(), OperatorIds.WRITE_TOPOLOGY);
    return List.of(traces);
  }

  private @Nullable LogStreams mineLogs(StreamingSources sources, StreamingSinks sinks) {
    if (sources.logs().isEmpty()) {
      return null;
    }
    LogSinks found = sinks.logs();
    Sink<MinedLine> lines = found == null ? null : found.lines();
    LogStreams logs =
        LogStreams.build(
            env,
            sources.logs(),
            LogSettings.options(settings).withEmitLines(lines != null),
            settings);
    if (found != null) {
      write(logs.templates(), found.templates(), OperatorIds.WRITE_LOG_TEMPLATES);
      write(logs.minedLines(), lines, OperatorIds.WRITE_MINED_LINES);
    }
    return logs;
  }

  /** Rules come with the controls, or are given; where there are neither, every alert passes. */
  private List<SingleOutputStreamOperator<IncomingAlert>> applyNoiseRules(
      List<SingleOutputStreamOperator<IncomingAlert>> alerts,
      List<SingleOutputStreamOperator<ScoringInput>> controls,
      StreamingSources sources,
      StreamingSinks sinks,
      List<DataStream<Audit>> audits) {
    if (controls.isEmpty() && sources.noiseRules().isEmpty()) {
      return alerts;
    }
    SingleOutputStreamOperator<IncomingAlert> passed =
        NoiseStreams.apply(
            alerts,
            controls,
            NoiseSettings.options(settings, sources.isLive()).withGiven(sources.noiseRules()));
    write(
        passed.getSideOutput(ApplyNoiseRules.STATES),
        sinks.alertStates(),
        OperatorIds.WRITE_ALERT_STATES);
    audits.add(passed.getSideOutput(ApplyNoiseRules.AUDITS));
    return List.of(passed);
  }

  /** Groups alerts, and makes incidents of the groups where there is a sink for them. */
  private @Nullable IncidentStreams trackIncidents(
      InputStreams inputs,
      List<SingleOutputStreamOperator<IncomingAlert>> alerts,
      List<TraceStreams> traces,
      List<DataStream<ServiceWork>> work,
      List<SingleOutputStreamOperator<ScoringInput>> controls,
      StreamingSources sources,
      StreamingSinks sinks) {
    DataStream<IncomingAlert> all = union(alerts);
    DataStream<GroupingControl> topology =
        AlertStreams.controls(
            AlertStreams.readTopologies(env, sources.topologies()),
            traces.stream().map(TraceStreams::edges).toList(),
            alerts);
    SingleOutputStreamOperator<AlertCluster> clusters =
        AlertStreams.group(
            all,
            NamesStreams.join(env, topology, controls, sources.inputs().names()),
            GroupingSettings.options(settings, sources.isLive()));
    write(clusters, sinks.clusters(), OperatorIds.WRITE_CLUSTERS);
    write(clusters, sinks.alertIncidents(), OperatorIds.WRITE_ALERT_INCIDENTS);
    if (sinks.incidents() == null) {
      return null;
    }
    IncidentStreams incidents =
        IncidentStreams.build(
            env,
            all,
            clusters,
            controls.isEmpty() ? null : commands(controls),
            inputs.changes(),
            CauseSettings.incidents(settings),
            sources.isLive());
    DataStream<Incident> ranked =
        RootCauses.rank(
            incidents.incidents(),
            work,
            topology,
            CauseSettings.options(settings, sources.isLive()));
    write(
        SimilarIncidents.find(ranked, SimilarSettings.options(settings)),
        sinks.incidents(),
        OperatorIds.WRITE_INCIDENTS);
    return incidents.with(
        clusters.getSideOutput(GroupAlerts.AUDITS),
        clusters.getSideOutput(GroupAlerts.DEAD_LETTERS));
  }

  private static DataStream<IncidentCommand> commands(
      List<SingleOutputStreamOperator<ScoringInput>> controls) {
    return union(
        controls.stream()
            .map(source -> source.getSideOutput(SplitControls.INCIDENT_COMMANDS))
            .toList());
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

  /** One operator for all sources of metrics; none where there are none. */
  private List<SingleOutputStreamOperator<ScoringInput>> deriveQuantiles(
      List<SingleOutputStreamOperator<ScoringInput>> metrics) {
    List<SideOutputDataStream<BucketSample>> buckets =
        metrics.stream().map(source -> source.getSideOutput(SplitRejected.BUCKETS)).toList();
    if (buckets.isEmpty()) {
      return List.of();
    }
    return List.of(
        OperatorIds.identify(
            union(buckets)
                .keyBy(BucketSample::histogram, Types.LONG)
                .process(
                    new DeriveHistogramQuantiles(HistogramSettings.options(settings)),
                    VedetteTypes.SCORING_INPUT),
            OperatorIds.DERIVE_HISTOGRAM_QUANTILES));
  }

  private SingleOutputStreamOperator<Anomaly> scoreMetric(
      List<SingleOutputStreamOperator<ScoringInput>> metrics,
      List<SingleOutputStreamOperator<ScoringInput>> quantiles,
      List<SingleOutputStreamOperator<ScoringInput>> controls) {
    List<DataStream<ScoringInput>> inputs = new ArrayList<>(metrics);
    inputs.addAll(quantiles);
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

  private DataStream<Alert> alerts(
      SingleOutputStreamOperator<Anomaly> scored, @Nullable LogStreams logs) {
    DataStream<Alert> ofScorer = scored.getSideOutput(ScoreMetric.ALERTS);
    DataStream<Alert> ofSeries = logs == null ? ofScorer : ofScorer.union(logs.alerts());
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
      List<SingleOutputStreamOperator<ScoringInput>> quantiles,
      List<SingleOutputStreamOperator<ScoringInput>> controls,
      @Nullable LogStreams logs,
      SingleOutputStreamOperator<Anomaly> scored) {
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    letters.add(scored.getSideOutput(ScoreMetric.DEAD_LETTERS));
    quantiles.forEach(
        derived -> letters.add(derived.getSideOutput(DeriveHistogramQuantiles.DEAD_LETTERS)));
    metrics.forEach(samples -> letters.add(samples.getSideOutput(SplitRejected.DEAD_LETTERS)));
    controls.forEach(source -> letters.add(source.getSideOutput(SplitControls.DEAD_LETTERS)));
    if (logs != null) {
      letters.addAll(logs.deadLetters());
    }
    return union(letters);
  }

  private static <T> void write(DataStream<T> results, @Nullable Sink<T> sink, String id) {
    if (sink != null) {
      OperatorIds.identify(results.sinkTo(sink), id);
    }
  }

  static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    DataStream<T> union = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      union = union.union(stream);
    }
    return union;
  }
}
