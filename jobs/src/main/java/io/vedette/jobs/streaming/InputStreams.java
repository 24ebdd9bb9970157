package io.vedette.jobs.streaming;

import io.vedette.formats.events.KubernetesChanges;
import io.vedette.functions.inputs.CountEvents;
import io.vedette.functions.inputs.EventAlerts;
import io.vedette.functions.inputs.ExpireAlerts;
import io.vedette.jobs.config.InputSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.EventInput;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What other tools say: alerts, changes, events.
 *
 * <pre>
 *   alerts-in --&gt; split --------------------------------------(by what fires)--&gt; expire-alerts --&gt; alerts
 *   events -----&gt; split --+--&gt; raise-event-alerts ------------------/
 *                         +--(by series)--&gt; count-events --&gt; samples
 *                         +--&gt; find-rollouts --\
 *   changes ----&gt; split -------------------------+--&gt; changes
 * </pre>
 *
 * @param alerts to be grouped; those of files are as they are, since they are read in no time
 * @param samples counts of events; null where none are read
 * @param changes null where neither changes nor events are read
 * @param deadLetters of changes and events
 */
record InputStreams(
    List<SingleOutputStreamOperator<IncomingAlert>> alerts,
    @Nullable SingleOutputStreamOperator<ScoringInput> samples,
    @Nullable DataStream<ChangeEvent> changes,
    List<DataStream<DeadLetter>> deadLetters) {

  /**
   * Adds the inputs to a graph.
   *
   * @param alertsIn the alerts that are read
   */
  static InputStreams build(
      StreamExecutionEnvironment env,
      StreamingSources sources,
      List<SingleOutputStreamOperator<IncomingAlert>> alertsIn,
      Settings settings) {
    List<SingleOutputStreamOperator<ChangeEvent>> read =
        sources.inputs().changes().stream()
            .map(source -> readChanges(env, source, settings))
            .toList();
    List<SingleOutputStreamOperator<EventRecord>> events =
        sources.inputs().events().stream()
            .map(source -> readEvents(env, source, settings))
            .toList();
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    read.forEach(source -> letters.add(source.getSideOutput(SplitRejected.DEAD_LETTERS)));
    events.forEach(source -> letters.add(source.getSideOutput(SplitRejected.DEAD_LETTERS)));
    List<DataStream<ChangeEvent>> changes = new ArrayList<>(read);
    List<SingleOutputStreamOperator<IncomingAlert>> alerts = new ArrayList<>(alertsIn);
    SingleOutputStreamOperator<ScoringInput> samples = null;
    if (!events.isEmpty()) {
      DataStream<EventRecord> all = StreamingTopology.union(events);
      changes.add(findRollouts(all));
      alerts.add(raiseAlerts(all, settings));
      samples = count(all, settings);
    }
    boolean isLive =
        sources.alerts().stream()
            .anyMatch(source -> source.source().getBoundedness() != Boundedness.BOUNDED);
    return new InputStreams(
        isLive ? List.of(expire(alerts, settings)) : List.copyOf(alerts),
        samples,
        changes.isEmpty() ? null : StreamingTopology.union(changes),
        letters);
  }

  /** Changes have no part in event time where they are live: they are rare. */
  private static SingleOutputStreamOperator<ChangeEvent> readChanges(
      StreamExecutionEnvironment env, InputSource<ChangeRecord> source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    WatermarkStrategy<ChangeRecord> watermarks =
        source.source().getBoundedness() == Boundedness.BOUNDED
            ? WatermarkStrategy.forBoundedOutOfOrderness(
                settings.get(StreamingSettings.OUT_OF_ORDERNESS))
            : AlwaysIdle.strategy();
    return OperatorIds.identify(
        OperatorIds.identify(
                env.fromSource(source.source(), watermarks, id, VedetteTypes.CHANGE_RECORD), id)
            .process(new SplitChanges(), VedetteTypes.CHANGE_EVENT),
        OperatorIds.SPLIT + source.name());
  }

  private static SingleOutputStreamOperator<EventRecord> readEvents(
      StreamExecutionEnvironment env, InputSource<EventInput> source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    WatermarkStrategy<EventInput> watermarks =
        EventWatermarks.strategy(
            settings.get(StreamingSettings.OUT_OF_ORDERNESS),
            settings.get(StreamingSettings.IDLENESS),
            Clock::systemUTC);
    return OperatorIds.identify(
        OperatorIds.identify(
                env.fromSource(source.source(), watermarks, id, VedetteTypes.EVENT_INPUT), id)
            .process(new SplitEvents(), VedetteTypes.EVENT_RECORD),
        OperatorIds.SPLIT + source.name());
  }

  private static SingleOutputStreamOperator<ChangeEvent> findRollouts(
      DataStream<EventRecord> events) {
    return OperatorIds.identify(
        events.flatMap(
            (EventRecord event, Collector<ChangeEvent> out) ->
                KubernetesChanges.of(event).ifPresent(out::collect),
            VedetteTypes.CHANGE_EVENT),
        OperatorIds.FIND_ROLLOUTS);
  }

  private static SingleOutputStreamOperator<IncomingAlert> raiseAlerts(
      DataStream<EventRecord> events, Settings settings) {
    return OperatorIds.identify(
        events.flatMap(
            new EventAlerts(
                settings.get(InputSettings.EVENT_ALERTS), settings.get(InputSettings.ALERT_FOR)),
            VedetteTypes.INCOMING_ALERT),
        OperatorIds.RAISE_EVENT_ALERTS);
  }

  private static SingleOutputStreamOperator<ScoringInput> count(
      DataStream<EventRecord> events, Settings settings) {
    return OperatorIds.identify(
        events
            .keyBy(CountEvents::seriesOf, Types.LONG)
            .process(new CountEvents(InputSettings.counting(settings)), VedetteTypes.SCORING_INPUT),
        OperatorIds.COUNT_EVENTS);
  }

  private static SingleOutputStreamOperator<IncomingAlert> expire(
      List<SingleOutputStreamOperator<IncomingAlert>> alerts, Settings settings) {
    return OperatorIds.identify(
        StreamingTopology.union(alerts)
            .keyBy(ExpireAlerts::keyOf, Types.STRING)
            .process(new ExpireAlerts(InputSettings.expiry(settings)), VedetteTypes.INCOMING_ALERT),
        OperatorIds.EXPIRE_ALERTS);
  }
}
