package io.vedette.functions.correlate;

import io.vedette.functions.StateRetention;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.WaitingAlertRecord;
import io.vedette.schema.model.NamesModelRecord;
import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link GroupAlerts}, named once. Keyed by environment.
 *
 * <p>Some 200 bytes an alert of the last two minutes or, of ours, that fires, 100 a node and 50 an
 * edge of the graph, 60 an alert id of the last day; bounded by {@link
 * io.vedette.algorithms.correlate.CorrelateBounds}.
 */
public final class GroupAlertsStates {

  private GroupAlertsStates() {}

  /** {@code grouping}: clusters, graph, ids seen. */
  public static ValueStateDescriptor<GroupingState> grouping(Duration retention) {
    ValueStateDescriptor<GroupingState> grouping =
        new ValueStateDescriptor<>("grouping", new GroupingStateSerializer());
    grouping.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return grouping;
  }

  /**
   * {@code waiting}: alerts that event time has not come to, by slot and place in it; a timer takes
   * each.
   */
  public static MapStateDescriptor<Long, WaitingAlertRecord> waiting(Duration retention) {
    MapStateDescriptor<Long, WaitingAlertRecord> waiting =
        new MapStateDescriptor<>(
            "waiting", Types.LONG, new AvroTypeInfo<>(WaitingAlertRecord.class));
    waiting.enableTimeToLive(StateRetention.ofEntries(retention));
    return waiting;
  }

  /** {@code waiting-counts}: how many wait in each slot. */
  public static MapStateDescriptor<Long, Integer> waitingCounts(Duration retention) {
    MapStateDescriptor<Long, Integer> counts =
        new MapStateDescriptor<>("waiting-counts", Types.LONG, Types.INT);
    counts.enableTimeToLive(StateRetention.ofEntries(retention));
    return counts;
  }

  /** {@code firing}: alerts that hold their clusters open, by id; looked through while one is. */
  public static MapStateDescriptor<String, WaitingAlertRecord> firing(Duration retention) {
    MapStateDescriptor<String, WaitingAlertRecord> firing =
        new MapStateDescriptor<>(
            "firing", Types.STRING, new AvroTypeInfo<>(WaitingAlertRecord.class));
    firing.enableTimeToLive(StateRetention.ofEntries(retention));
    return firing;
  }

  /** {@code ended}: when alerts were resolved, by id, until event time comes to it. */
  public static MapStateDescriptor<String, Long> ended(Duration retention) {
    MapStateDescriptor<String, Long> ended =
        new MapStateDescriptor<>("ended", Types.STRING, Types.LONG);
    ended.enableTimeToLive(StateRetention.ofEntries(retention));
    return ended;
  }

  /** {@code topology}: edges that were told, by their names; broadcast. */
  public static MapStateDescriptor<String, GroupingControl> topology() {
    return new MapStateDescriptor<>(
        "topology", Types.STRING, new AvroTypeInfo<>(GroupingControl.class));
  }

  /** {@code names}: trained models of names, by environment; broadcast. */
  public static MapStateDescriptor<String, NamesModelRecord> names() {
    return new MapStateDescriptor<>(
        "names", Types.STRING, new AvroTypeInfo<>(NamesModelRecord.class));
  }
}
