package io.vedette.functions.trace;

import io.vedette.algorithms.trace.FactListener;
import io.vedette.algorithms.trace.TraceSpans;
import io.vedette.algorithms.trace.TraceSpans.Taken;
import io.vedette.schema.CallFact;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.TracedSpan;
import org.apache.flink.api.common.functions.OpenContext;
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
 * <p>State: see {@link TraceStates#trace}; every span reads and writes its trace. One timer a trace
 * at a time, in event time.
 *
 * <p>What leaks: nothing. A trace goes with its last span, by a timer; a span that comes again
 * later is a new one.
 */
public final class PairSpans extends KeyedProcessFunction<Long, TracedSpan, SpanFact> {

  private static final long serialVersionUID = 1L;
  private static final long NEVER = Long.MAX_VALUE;

  private final TraceOptions options;

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
    traces = getRuntimeContext().getState(TraceStates.trace());
    counters = new PairCounters(getRuntimeContext().getMetricGroup());
    listener = new Listener();
  }

  @Override
  public void processElement(TracedSpan span, Context context, Collector<SpanFact> facts)
      throws Exception {
    TraceSpans trace = traces.value();
    if (trace == null) {
      trace = new TraceSpans();
    }
    listener.facts = facts;
    TimerService timers = context.timerService();
    Taken taken = trace.add(span, timers.currentWatermark(), options.bounds(), listener);
    counters.taken(taken);
    if (taken == Taken.WAITS || taken == Taken.LATE) {
      schedule(trace, timers);
      traces.update(trace);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SpanFact> facts)
      throws Exception {
    TraceSpans trace = traces.value();
    if (trace == null || trace.timer() != time) {
      return;
    }
    listener.facts = facts;
    trace.setTimer(NEVER);
    trace.advance(time, options.bounds(), listener);
    if (trace.isEmpty()) {
      traces.clear();
    } else {
      schedule(trace, context.timerService());
      traces.update(trace);
    }
  }

  private void schedule(TraceSpans trace, TimerService timers) {
    long next = trace.next(options.bounds());
    if (next < trace.timer()) {
      if (trace.timer() != NEVER) {
        timers.deleteEventTimeTimer(trace.timer());
      }
      timers.registerEventTimeTimer(next);
      trace.setTimer(next);
    }
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
