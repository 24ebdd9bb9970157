package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.AlertGrouper;
import io.vedette.algorithms.correlate.ClusterChange;
import io.vedette.algorithms.correlate.Firing;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.WaitingAlertRecord;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Groups the alerts of an environment, and tells every few seconds what became of the groups.
 *
 * <p>Event time is cut into slots of {@link GroupingOptions#every}. An alert waits in its slot
 * until event time has come to the slot's end; then all of it are sorted by time and id and
 * grouped. So disorder within what watermarks allow, and alerts sent twice, change nothing. An
 * alert that comes after its slot is grouped in the next; none is lost.
 *
 * <p>Live, event time lags by minutes, and an incident may not. There alerts wait for each other:
 * one that has waited for {@link GroupingOptions#patience} of the clock is taken, with every older
 * one that is there, by time and id. So two alerts that come in the wrong order, the older one no
 * later than patience after the younger, are grouped in the right one, and none waits for longer
 * than two patiences.
 *
 * <p>An alert whose id was seen before is the same firing, sent again: it keeps its cluster open
 * and counts no further. One of ours that goes on firing keeps it open, too, for {@link
 * GroupingOptions#holdFor}. Resolutions are not grouped; an incident's life is not decided here.
 *
 * <p>The graph that alerts are grouped by is learned from them, and from the edges of a topology
 * that comes as a broadcast; those are learned anew after half of what edges are kept for, so that
 * they hold for as long as they are told.
 *
 * <p>Names are compared by the environment's trained model, where one was broadcast, else by their
 * spelling. Another model is used from the next slot on, without a pause and without a change to
 * what is open; every record says which one it was.
 *
 * <p>Timers of an environment: one a slot with alerts, and one for the next slot while a cluster is
 * open. What leaks: nothing for long; an environment no alert comes from is forgotten with its
 * graph after the retention.
 */
public final class GroupAlerts
    extends KeyedBroadcastProcessFunction<String, IncomingAlert, GroupingControl, AlertCluster> {

  /** When an environment went over to other names. */
  public static final OutputTag<Audit> AUDITS = new OutputTag<>("audits", VedetteTypes.AUDIT);

  /** Models of names that cannot be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  /** A waiting alert's key is its slot, and below it the place there; what is more waits longer. */
  private static final int PLACE_BITS = 24;

  /** Event time that is stepped through, milliseconds: what is open is closed long before. */
  private static final long FAR_BEHIND = 3_600_000L;

  private static final int SLOT_SIZE = 1 << PLACE_BITS;

  private static final Comparator<WaitingAlertRecord> BY_TIME =
      Comparator.comparingLong(WaitingAlertRecord::getTime)
          .thenComparing(WaitingAlertRecord::getId);

  private final GroupingOptions options;

  private transient ValueState<GroupingState> groupings;
  private transient MapState<Long, WaitingAlertRecord> waiting;
  private transient MapState<Long, Integer> waitingCounts;
  private transient FiringAlerts firing;
  private transient GroupingCounters counters;
  private transient MapStateDescriptor<String, GroupingControl> topologies;
  private transient KnownTopology topology;
  private transient MapStateDescriptor<String, NamesModelRecord> models;
  private transient KnownNames names;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public GroupAlerts(GroupingOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    groupings = getRuntimeContext().getState(GroupAlertsStates.grouping(options.retention()));
    waiting = getRuntimeContext().getMapState(GroupAlertsStates.waiting(options.retention()));
    waitingCounts =
        getRuntimeContext().getMapState(GroupAlertsStates.waitingCounts(options.retention()));
    firing =
        new FiringAlerts(
            options,
            getRuntimeContext().getMapState(GroupAlertsStates.firing(options.retention())),
            getRuntimeContext().getMapState(GroupAlertsStates.ended(options.retention())));
    counters = new GroupingCounters(getRuntimeContext().getMetricGroup());
    topologies = GroupAlertsStates.topology();
    topology =
        new KnownTopology(options.topologyEdges(), options.parameters().bounds().edgeRetention());
    models = GroupAlertsStates.names();
    names = new KnownNames(options.namesModels());
  }

  @Override
  public void processBroadcastElement(
      GroupingControl control, Context context, Collector<AlertCluster> out) throws Exception {
    if (KnownNames.concerns(control)) {
      changeNames(control, context);
    } else if (!topology.change(control, context.getBroadcastState(topologies))) {
      counters.edgeLeftOut();
    }
  }

  /** Takes effect with the next slot of the environment; told once, by the first task. */
  private void changeNames(GroupingControl control, Context context) throws Exception {
    try {
      names.change(control, context.getBroadcastState(models));
      counters.namesTaken();
    } catch (IllegalArgumentException refused) {
      counters.namesRefused();
      if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
        context.output(DEAD_LETTERS, NamesFindings.refused(control, refused));
      }
    }
  }

  @Override
  public void processElement(
      IncomingAlert alert, ReadOnlyContext context, Collector<AlertCluster> out) throws Exception {
    if (alert.getStatus() != AlertStatus.FIRING) {
      if (AlertForms.isEndTold(alert)) {
        firing.ended(alert.getId(), alert.getTs());
      }
      return;
    }
    TimerService timers = context.timerService();
    long time = alert.getTs();
    long patience = options.patience().toMillis();
    long now = 0;
    if (patience > 0) {
      now = timers.currentProcessingTime();
      time = Math.min(time, now);
      long impatientAt = (Math.floorDiv(now, patience) + 2) * patience;
      timers.registerProcessingTimeTimer(impatientAt);
    }
    long slot = slotOf(Math.max(time, timers.currentWatermark() + 1));
    int place = waitingIn(slot);
    while (place >= SLOT_SIZE) {
      slot++;
      place = waitingIn(slot);
    }
    waiting.put(placeOf(slot, place), AlertForms.waiting(alert, time, options.coreSeverity(), now));
    waitingCounts.put(slot, place + 1);
    timers.registerEventTimeTimer(endOf(slot));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertCluster> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      List<WaitingAlertRecord> patient = takePatient(time);
      if (!patient.isEmpty()) {
        group(patient, slotOf(patient.get(patient.size() - 1).getTime()), context, out);
      }
    } else {
      long slot = slotOf(time);
      group(takeWaiting(slot), slot, context, out);
    }
  }

  /**
   * Those that have waited long enough by the clock, and what is older than they, by time and id.
   */
  private List<WaitingAlertRecord> takePatient(long now) throws Exception {
    long arrivedBefore = now - options.patience().toMillis();
    long newest = Long.MIN_VALUE;
    List<Long> slots = slotsWaiting();
    for (long slot : slots) {
      for (WaitingAlertRecord alert : waitingAlerts(slot)) {
        if (alert.getArrivedAt() <= arrivedBefore) {
          newest = Math.max(newest, alert.getTime());
        }
      }
    }
    List<WaitingAlertRecord> taken = new ArrayList<>();
    for (long slot : slots) {
      List<WaitingAlertRecord> kept = new ArrayList<>();
      for (WaitingAlertRecord alert : waitingAlerts(slot)) {
        (alert.getTime() <= newest ? taken : kept).add(alert);
      }
      keep(slot, kept);
    }
    taken.sort(BY_TIME);
    return taken;
  }

  private List<Long> slotsWaiting() throws Exception {
    List<Long> slots = new ArrayList<>();
    waitingCounts.keys().forEach(slots::add);
    slots.sort(Comparator.naturalOrder());
    return slots;
  }

  /**
   * Groups alerts.
   *
   * @param alerts by time and id
   * @param slot the newest, to whose end event time has come unless a clock fires
   */
  private void group(
      List<WaitingAlertRecord> alerts,
      long slot,
      OnTimerContext context,
      Collector<AlertCluster> out)
      throws Exception {
    GroupingState state = groupings.value();
    if (state == null) {
      if (alerts.isEmpty()) {
        return;
      }
      state = new GroupingState();
    }
    String environment = context.getCurrentKey();
    AlertGrouper grouper = state.grouper(options.parameters(), environment);
    useNames(state, grouper, context);
    if (!alerts.isEmpty()) {
      learnTopology(state, grouper, alerts.get(0).getTime(), context);
    }
    for (WaitingAlertRecord alert : alerts) {
      Firing one = AlertForms.firing(alert, state.time());
      state.advance(one.time());
      if (state.isNew(one, options.rememberFor().toMillis(), options.remembered())) {
        grouper.add(one);
        firing.began(alert);
        counters.grouped();
      } else {
        grouper.refresh(one);
        counters.repeated();
      }
    }
    long end = endOf(slot);
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      state.advance(end);
      firing.hold(grouper, end);
      grouper.advance(end);
    }
    for (ClusterChange change : grouper.drain()) {
      AlertCluster cluster =
          AlertForms.cluster(change, environment, state.time(), state.namesVersion());
      counters.told(cluster);
      out.collect(cluster);
    }
    groupings.update(state);
    if (grouper.openClusters() > 0) {
      TimerService timers = context.timerService();
      timers.registerEventTimeTimer(endOf(next(slot, timers.currentWatermark())));
    }
  }

  /**
   * The slot to look at after one. Where event time is far ahead, as after a restart with an alert
   * that has fired for weeks, those between are passed over: alerts that wait have timers.
   */
  private long next(long slot, long watermark) {
    boolean isFarBehind = watermark < Long.MAX_VALUE && watermark - endOf(slot) > FAR_BEHIND;
    return isFarBehind ? slotOf(watermark) : slot + 1;
  }

  /** Whatever the model was with which the slot before was grouped, open clusters go on. */
  private void useNames(GroupingState state, AlertGrouper grouper, OnTimerContext context)
      throws Exception {
    names.load(context.getBroadcastState(models));
    String environment = context.getCurrentKey();
    KnownNames.Used used = names.of(environment);
    String before = state.namesVersion();
    boolean isFirst = state.isNew();
    boolean isAnother = state.useNames(used, grouper);
    if (isAnother && !isFirst) {
      counters.namesChanged();
      context.output(AUDITS, NamesFindings.changed(environment, before, used, state.time()));
    }
  }

  /** What was told of the topology since this environment last learned, or all of it in time. */
  private void learnTopology(
      GroupingState state, AlertGrouper grouper, long firstAlertAt, OnTimerContext context)
      throws Exception {
    if (!topology.isLoaded()) {
      topology.load(context.getBroadcastState(topologies));
    }
    long now = Math.max(state.time(), firstAlertAt);
    long again = options.parameters().bounds().edgeRetention().toMillis() / 2;
    if (state.mustLearn(topology.version(), now - again)) {
      for (TopologyEdge edge : topology.of(context.getCurrentKey())) {
        grouper.learn(edge.getFrom(), edge.getTo(), edge.getKind(), now);
      }
      state.learned(topology.version(), now);
    }
  }

  /** The alerts of a slot, which wait no longer, by time and id. */
  private List<WaitingAlertRecord> takeWaiting(long slot) throws Exception {
    List<WaitingAlertRecord> alerts = waitingAlerts(slot);
    keep(slot, List.of());
    alerts.sort(BY_TIME);
    return alerts;
  }

  /** The alerts of a slot, as they came. */
  private List<WaitingAlertRecord> waitingAlerts(long slot) throws Exception {
    int count = waitingIn(slot);
    List<WaitingAlertRecord> alerts = new ArrayList<>(count);
    for (int place = 0; place < count; place++) {
      WaitingAlertRecord alert = waiting.get(placeOf(slot, place));
      if (alert != null) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  /** Only these of a slot wait on. */
  private void keep(long slot, List<WaitingAlertRecord> kept) throws Exception {
    int count = waitingIn(slot);
    if (kept.size() == count) {
      return;
    }
    for (int place = 0; place < count; place++) {
      if (place < kept.size()) {
        waiting.put(placeOf(slot, place), kept.get(place));
      } else {
        waiting.remove(placeOf(slot, place));
      }
    }
    if (kept.isEmpty()) {
      waitingCounts.remove(slot);
    } else {
      waitingCounts.put(slot, kept.size());
    }
  }

  private int waitingIn(long slot) throws Exception {
    Integer count = waitingCounts.get(slot);
    return count == null ? 0 : count;
  }

  private long slotOf(long time) {
    return Math.floorDiv(time, options.every().toMillis());
  }

  private long endOf(long slot) {
    return (slot + 1) * options.every().toMillis() - 1;
  }

  private static long placeOf(long slot, int place) {
    return slot << PLACE_BITS | place;
  }
}
