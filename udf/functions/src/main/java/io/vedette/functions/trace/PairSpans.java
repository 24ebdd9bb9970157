package io.vedette.functions.trace;

import io.vedette.algorithms.trace.FactListener;
import io.vedette.algorithms.trace.KnownSpan;
import io.vedette.algorithms.trace.TraceBounds;
import io.vedette.algorithms.trace.TraceSpans;
import io.vedette.algorithms.trace.TraceSpans.Taken;
import io.vedette.schema.CallFact;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.TracedSpan;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the spans of a trace wait for each other and tells what they say.
 *
 * <pre>
 *   a span --&gt; waits in its trace until event time is past its end by the wait
 *   then   --&gt; the work of its service, its calls, its own time --&gt; derive-span-metrics
 * </pre>
 *
 * <p>State: see {@link TraceStates}; a span that comes in time is added to those that came, without
 * reading them, and a timer of its trace makes one of them all. Timers are in event time, at whole
 * seconds: one or two for the spans of a trace to be told of, one or two to forget them.
 *
 * <p>Of a trace with {@code maxSpans} spans further ones are told of without looking at the others:
 * their work is counted, and their calls to peers they name themselves.
 *
 * <p>What leaks: nothing. A trace goes with its last span, by a timer; a span that comes again
 * later is a new one.
 */
public final class PairSpans extends KeyedProcessFunction<Long, TracedSpan, SpanFact> {

  private static final long serialVersionUID = 1L;

  private final TraceOptions options;

  private transient ListState<KnownSpan> arrivals;
  private transient ValueState<Long> known;
  private transient ValueState<TraceSpans> traces;
  private transient PairCounters counters;
  private transient Listener listener;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public PairSpans(TraceOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    arrivals = getRuntimeContext().getListState(TraceStates.arrivals());
    known = getRuntimeContext().getState(TraceStates.known());
    traces = getRuntimeContext().getState(TraceStates.trace());
    counters = new PairCounters(getRuntimeContext().getMetricGroup());
    listener = new Listener();
  }

  @Override
  public void processElement(TracedSpan span, Context context, Collector<SpanFact> facts)
      throws Exception {
    listener.facts = facts;
    TimerService timers = context.timerService();
    TraceBounds bounds = options.bounds();
    Long others = known.value();
    int count = others == null ? 0 : KnownCount.spans(others);
    if (count >= bounds.maxSpans()) {
      // the others are not looked at: a flood costs little
      counters.taken(Taken.BEYOND_LIMIT);
      new TraceSpans().add(span, Long.MAX_VALUE, bounds, listener);
      return;
    }
    KnownSpan arrival = KnownSpan.of(span);
    long due = TraceSpans.dueAt(arrival, bounds);
    if (timers.currentWatermark() < due) {
      counters.taken(Taken.WAITS);
      arrivals.add(arrival);
      known.update(KnownCount.of(count + 1, due));
      if (others == null || KnownCount.timer(others) != due) {
        // most spans of a trace are due at one time
        timers.registerEventTimeTimer(due);
      }
      return;
    }
    TraceSpans trace = settle();
    counters.taken(trace.add(span, timers.currentWatermark(), bounds, listener));
    keep(trace, timers);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SpanFact> facts)
      throws Exception {
    listener.facts = facts;
    TraceSpans trace = settle();
    trace.advance(time, options.bounds(), listener);
    keep(trace, context.timerService());
  }

  /** The trace with all that came since. */
  private TraceSpans settle() throws Exception {
    TraceSpans trace = traces.value();
    if (trace == null) {
      trace = new TraceSpans();
    }
    boolean any = false;
    for (KnownSpan arrival : arrivals.get()) {
      any = true;
      Taken taken = trace.expect(arrival, options.bounds(), listener);
      if (taken != Taken.WAITS) {
        counters.taken(taken);
      }
    }
    if (any) {
      arrivals.clear();
    }
    return trace;
  }

  private void keep(TraceSpans trace, TimerService timers) throws Exception {
    if (trace.isEmpty()) {
      traces.clear();
      known.clear();
      return;
    }
    long next = trace.next(options.bounds());
    timers.registerEventTimeTimer(next);
    trace.setTimer(next);
    traces.update(trace);
    known.update(KnownCount.of(trace.size(), next));
  }

  private final class Listener implements FactListener {

    private Collector<SpanFact> facts;

    @SuppressWarnings("NullAway.Init") // set before each use
    Listener() {}

    @Override
    public void fact(SpanFact fact) {
      if (fact instanceof CallFact) {
        counters.call();
      }
      boolean isOfNoSeries =
          fact instanceof OperationFact operation && !operation.entry() && !options.allOperations();
      if (!isOfNoSeries) {
        facts.collect(fact);
      }
    }

    @Override
    public void orphan() {
      counters.orphan();
    }

    @Override
    public void late() {
      counters.lateParent();
    }
  }
}
