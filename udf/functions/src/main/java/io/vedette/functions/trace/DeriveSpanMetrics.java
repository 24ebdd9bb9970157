package io.vedette.functions.trace;

import io.vedette.algorithms.trace.DurationSketch;
import io.vedette.algorithms.trace.Tally;
import io.vedette.algorithms.trace.Traffic;
import io.vedette.schema.CallFact;
import io.vedette.schema.NodeKind;
import io.vedette.schema.OperationFact;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SpanFact;
import io.vedette.schema.WorkFact;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.rootcause.ServiceCalls;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.rootcause.WorkMoments;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts what spans say by service, operation and call edge, and tells of each interval.
 *
 * <pre>
 *   a fact --&gt; its operation or edge +1 in the interval of its end, or, up to {@value #MOST_LATE}
 *              intervals late, the first that is open; later ones are left out and counted
 *   an interval is over --&gt; samples of every operation and edge, zeros too --&gt; score-metric
 *                           a call edge for each that was used
 *                           what it did, and where its time went --&gt; rank-root-cause
 * </pre>
 *
 * <p>An interval is over when event time is past its end by the wait of the spans and the grace. A
 * service counts zero for a while after its last span; then its series are silent, which is a
 * finding of its own. Operations and edges beyond their limits are one, called {@code other}.
 *
 * <p>State: see {@link TraceStates}; every fact writes its operation or edge. At most one timer a
 * service, in event time.
 *
 * <p>What leaks: nothing. A service that sends no more has no timer, and its state expires. Series
 * that are forgotten end with a stale marker.
 */
public final class DeriveSpanMetrics extends KeyedProcessFunction<String, SpanFact, ScoringInput> {

  /** Calls between two in an interval. */
  public static final OutputTag<CallEdge> EDGES =
      new OutputTag<>("call-edges", VedetteTypes.CALL_EDGE);

  /** What a service did in an interval, for the ranking of causes. */
  public static final OutputTag<ServiceWork> WORK =
      new OutputTag<>("service-work", VedetteTypes.SERVICE_WORK);

  private static final long serialVersionUID = 1L;

  /** Intervals by which a fact may be late and still count, in the first that is open. */
  static final int MOST_LATE = 4;

  private static final long END_OF_TIME = Long.MAX_VALUE;
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /** How many pairs of operation and callee there may be, an operation. */
  private static final int OPERATIONS_AND_CALLEES = 4;

  private final TraceOptions options;
  private final long interval;

  private transient MapState<String, Traffic> traffic;
  private transient ValueState<ServiceClock> clocks;
  private transient ValueState<OpenWork> work;
  private transient SpanSeries series;
  private transient TrafficCounters counters;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public DeriveSpanMetrics(TraceOptions options) {
    this.options = options;
    this.interval = options.interval().toMillis();
  }

  /** What facts are keyed by. */
  public static String keyOf(SpanFact fact) {
    return TrafficKey.ofService(fact);
  }

  @Override
  public void open(OpenContext context) {
    traffic = getRuntimeContext().getMapState(TraceStates.traffic(options.retention()));
    clocks = getRuntimeContext().getState(TraceStates.clock(options.retention()));
    work = getRuntimeContext().getState(TraceStates.work(options.retention()));
    series = new SpanSeries(options.quantiles(), options.minimumSpans());
    counters = new TrafficCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SpanFact fact, Context context, Collector<ScoringInput> samples)
      throws Exception {
    ServiceClock clock = clocks.value();
    boolean changed = clock == null;
    if (clock == null) {
      clock = new ServiceClock(fact.environment(), fact.service(), TrafficKey.kindOf(fact));
    }
    TimerService timers = context.timerService();
    long slot = Math.floorDiv(fact.end(), interval);
    changed |= open(slot, clock, timers);
    if (slot < clock.firstOpen) {
      if (!(fact instanceof WorkFact)) {
        counters.late(); // its own time is the same span's
      }
      if (clock.firstOpen - slot > MOST_LATE) {
        return; // hours of them at once would look like a surge
      }
      slot = clock.firstOpen;
    }
    if (slot > clock.lastUsed) {
      clock.lastUsed = slot;
      changed = true;
    }

    if (fact instanceof WorkFact worked) {
      addWork(worked, slot);
    } else {
      changed |= addTraffic(fact, slot, clock);
      counters.counted();
    }
    if (changed) {
      clocks.update(clock);
    }
  }

  private void addWork(WorkFact fact, long slot) throws Exception {
    OpenWork open = work.value();
    if (open == null) {
      open = new OpenWork();
    }
    open.add(fact, slot, OPERATIONS_AND_CALLEES * options.maxOperations());
    work.update(open);
  }

  /** Whether the clock changed. */
  private boolean addTraffic(SpanFact fact, long slot, ServiceClock clock) throws Exception {
    boolean changed = false;
    String key = TrafficKey.of(fact);
    Traffic known = traffic.get(key);
    if (known == null) {
      changed = true;
      if (isFull(key, clock)) {
        counters.other();
        key = TrafficKey.other(key);
        known = traffic.get(key);
      } else {
        count(key, clock, 1);
      }
    }
    if (known == null) {
      known = new Traffic();
    }
    add(fact, known.in(slot));
    traffic.put(key, known);
    return changed;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ScoringInput> samples)
      throws Exception {
    ServiceClock clock = clocks.value();
    if (clock == null) {
      traffic.clear();
    }
    if (clock == null || clock.timer != time || context.timeDomain() != TimeDomain.EVENT_TIME) {
      return;
    }
    clock.timer = ServiceClock.NEVER;
    boolean last = context.timerService().currentWatermark() == END_OF_TIME;
    while (due(clock.firstOpen) <= time && !(last && clock.firstOpen > clock.lastUsed)) {
      close(clock, context, samples);
    }
    // at the end of a bounded input zeros mean nothing
    boolean more = last ? clock.firstOpen <= clock.lastUsed : !isQuiet(clock);
    if (more) {
      schedule(clock, context.timerService());
    } else {
      forgetLater(context.timerService());
    }
    clocks.update(clock);
  }

  /** When nothing more comes, the clock expires; then the rest of the service goes, too. */
  private void forgetLater(TimerService timers) {
    timers.registerProcessingTimeTimer(
        timers.currentProcessingTime() + options.retention().toMillis() + 1);
  }

  /** Opens intervals up to that of a fact, where none is; whether the clock changed. */
  private boolean open(long slot, ServiceClock clock, TimerService timers) {
    boolean idle = clock.timer == ServiceClock.NEVER;
    if (!idle && slot >= clock.firstOpen) {
      return false;
    }
    long now = timers.currentWatermark();
    long firstNotDue =
        now == Long.MIN_VALUE ? slot : Math.floorDiv(now - options.openFor(), interval);
    long first = Math.max(Math.max(slot, firstNotDue), clock.closedUpTo);
    if (!idle && first >= clock.firstOpen) {
      return false;
    }
    clock.firstOpen = first;
    schedule(clock, timers);
    return true;
  }

  private void close(ServiceClock clock, Context context, Collector<ScoringInput> samples)
      throws Exception {
    long slot = clock.firstOpen;
    long end = (slot + 1) * interval;
    Tally total = new Tally();
    List<ServiceCalls> calls = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, Traffic> entry : traffic.entries()) {
      String key = entry.getKey();
      Traffic known = entry.getValue();
      if (slot < known.firstUsed()) {
        continue; // it came with a later interval, before this one was over
      }
      Tally tally = known.close(slot, options.minimumFailures());
      if (slot - known.lastUsed() > options.forget().toMillis() / interval) {
        over.add(key);
        series.end(clock, key, known, end, samples::collect);
        continue;
      }
      series.of(clock, key, known, tally, end, samples::collect);
      if (tally != null && TrafficKey.isEntry(key)) {
        total.merge(tally);
      }
      if (tally != null && TrafficKey.isCall(key)) {
        context.output(EDGES, edge(clock, key, tally, end));
        calls.add(calls(key, tally));
      }
      entry.setValue(known);
    }
    for (String key : over) {
      traffic.remove(key);
      count(key, clock, -1);
      counters.forgotten();
    }
    if (clock.kind == NodeKind.SERVICE && (total.spans() > 0 || clock.total.closed() > 0)) {
      clock.total.close(total, options.minimumFailures());
      series.ofService(clock, total, end, samples::collect);
    }
    tellWork(clock, slot, total, calls, context);
    clock.firstOpen++;
    clock.closedUpTo = clock.firstOpen;
    counters.closed();
  }

  private void tellWork(
      ServiceClock clock, long slot, Tally total, List<ServiceCalls> calls, Context context)
      throws Exception {
    OpenWork open = work.value();
    List<WorkMoments> done = open == null ? List.of() : open.close(slot);
    if (open != null && open.isEmpty()) {
      work.clear();
    } else if (open != null && !done.isEmpty()) {
      work.update(open);
    }
    if (total.spans() > 0 || !calls.isEmpty() || !done.isEmpty()) {
      context.output(
          WORK,
          ServiceWork.newBuilder()
              .setEnvironment(clock.environment)
              .setService(clock.name)
              .setKind(CallNodeKind.valueOf(clock.kind.name()))
              .setEnd((slot + 1) * interval)
              .setRequests(total.calls())
              .setFailed(total.failed())
              .setTotal(total.server().sum() / NANOS_PER_MILLI)
              .setCalls(calls)
              .setWork(done)
              .build());
    }
  }

  private static ServiceCalls calls(String key, Tally tally) {
    DurationSketch durations = tally.server().count() > 0 ? tally.server() : tally.client();
    double mean = durations.count() > 0 ? durations.sum() / durations.count() : 0;
    return new ServiceCalls(
        TrafficKey.name(key),
        CallNodeKind.valueOf(TrafficKey.calleeKind(key).name()),
        tally.calls(),
        tally.failed(),
        tally.calls() * mean / NANOS_PER_MILLI);
  }

  private static void add(SpanFact fact, Tally tally) {
    if (fact instanceof CallFact call) {
      tally.add(call.clientDuration(), call.serverDuration(), call.failed(), call.weight());
    } else if (fact instanceof OperationFact operation) {
      tally.add(CallFact.UNSEEN, operation.duration(), operation.failed(), operation.weight());
    }
  }

  private boolean isFull(String key, ServiceClock clock) {
    return TrafficKey.isCall(key)
        ? clock.edges >= options.maxEdges()
        : clock.operations >= options.maxOperations();
  }

  private static void count(String key, ServiceClock clock, int more) {
    if (key.equals(TrafficKey.other(key))) {
      return;
    }
    if (TrafficKey.isCall(key)) {
      clock.edges += more;
    } else {
      clock.operations += more;
    }
  }

  private CallEdge edge(ServiceClock clock, String key, Tally tally, long end) {
    DurationSketch durations = tally.server().count() > 0 ? tally.server() : tally.client();
    return CallEdge.newBuilder()
        .setEnvironment(clock.environment)
        .setCaller(clock.name)
        .setCallerKind(CallNodeKind.valueOf(clock.kind.name()))
        .setCallee(TrafficKey.name(key))
        .setCalleeKind(CallNodeKind.valueOf(TrafficKey.calleeKind(key).name()))
        .setStart(end - interval)
        .setEnd(end)
        .setCalls(tally.calls())
        .setFailed(tally.failed())
        .setSpans(tally.spans())
        .setMedianSeconds(durations.quantile(0.5) / NANOS)
        .setP95Seconds(durations.quantile(0.95) / NANOS)
        .build();
  }

  private boolean isQuiet(ServiceClock clock) {
    return (clock.firstOpen - 1 - clock.lastUsed) * interval >= options.quiet().toMillis();
  }

  private long due(long slot) {
    return (slot + 1) * interval + options.openFor();
  }

  private void schedule(ServiceClock clock, TimerService timers) {
    long due = due(clock.firstOpen);
    if (clock.timer != due) {
      if (clock.timer != ServiceClock.NEVER) {
        timers.deleteEventTimeTimer(clock.timer);
      }
      timers.registerEventTimeTimer(due);
      clock.timer = due;
    }
  }
}
