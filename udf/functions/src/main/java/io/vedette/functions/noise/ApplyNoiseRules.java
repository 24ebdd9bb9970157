package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseBook;
import io.vedette.algorithms.noise.NoiseCount;
import io.vedette.algorithms.noise.NoiseGate;
import io.vedette.algorithms.noise.NoiseOutput;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Audit;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the alerts of an environment that no rule of noise holds back, and says what became of
 * each.
 *
 * <p>Guarantee: see {@link NoiseGate}. Rules come by broadcast; a rule that comes, begins or ends
 * takes effect within {@link NoiseOptions#every}, also on alerts that fire already.
 *
 * <p>Time is the clock's where the job is live: silences are about now, and an alert that has fired
 * for days is sent again with the time it began. Elsewhere, as in a replay, it is event time:
 * alerts wait for it and are taken in the order of their times, and a rule that begins or ends
 * between two of them takes effect at its own time; the order they came in does not matter.
 * Transitions between firing and resolved are counted by event time always.
 *
 * <p>State of an environment, see {@link ApplyNoiseRulesStates}: its alerts, at most {@link
 * io.vedette.algorithms.noise.NoiseParameters#alerts()}. What is derived from them (who inhibits
 * whom, what is due when) is kept in memory and made anew after a restart. One timer an environment
 * while an alert of it is known. What leaks: nothing; resolved alerts are forgotten after hours,
 * those of which nothing is heard after days.
 */
public final class ApplyNoiseRules
    extends KeyedBroadcastProcessFunction<String, IncomingAlert, NoiseRuleChange, IncomingAlert> {

  /** What became of alerts. */
  public static final OutputTag<AlertState> STATES =
      new OutputTag<>("alert-states", VedetteTypes.ALERT_STATE);

  /** Rules that changed, and reminders of those that end. */
  public static final OutputTag<Audit> AUDITS = new OutputTag<>("audits", VedetteTypes.AUDIT);

  private static final long serialVersionUID = 1L;

  private final NoiseOptions options;

  /** Made once: finding the types of a record's fields costs more than all else an alert does. */
  private transient MapStateDescriptor<String, NoiseRule> ruleState;

  private transient KeptAlerts alerts;
  private transient MapState<Long, List<IncomingAlert>> waiting;
  private transient ValueState<Long> lookedAt;
  private transient NoiseCounters counters;
  private transient NoiseRuleBook rules;
  private transient Output output;
  private transient Map<String, NoiseGate> gates;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public ApplyNoiseRules(NoiseOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    ruleState = ApplyNoiseRulesStates.rules();
    alerts = new KeptAlerts(getRuntimeContext().getMapState(ApplyNoiseRulesStates.alerts()));
    waiting = getRuntimeContext().getMapState(ApplyNoiseRulesStates.waiting());
    lookedAt = getRuntimeContext().getState(ApplyNoiseRulesStates.lookedAt());
    counters = new NoiseCounters(getRuntimeContext().getMetricGroup());
    rules = new NoiseRuleBook(options, counters);
    output = new Output();
    gates = new HashMap<>();
  }

  @Override
  public void processElement(
      IncomingAlert alert, ReadOnlyContext context, Collector<IncomingAlert> out) throws Exception {
    TimerService timers = context.timerService();
    if (!options.isLive()) {
      waitForEventTime(alert, timers);
      return;
    }
    long now = timers.currentProcessingTime();
    output.begin(context, out, context.getCurrentKey());
    NoiseGate gate = gate(context, now);
    boolean wasEmpty = gate.isEmpty();
    gate.take(alert, now);
    if (wasEmpty && !gate.isEmpty()) {
      lookAgain(timers, now);
    }
  }

  private void waitForEventTime(IncomingAlert alert, TimerService timers) throws Exception {
    long time = Math.max(alert.getTs(), timers.currentWatermark() + 1);
    List<IncomingAlert> others = waiting.get(time);
    List<IncomingAlert> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
    all.add(alert);
    waiting.put(time, all);
    timers.registerEventTimeTimer(time);
  }

  /** Takes the alerts of a time, after what was due before it. */
  private void takeWaiting(
      List<IncomingAlert> alerts, long time, OnTimerContext context, Collector<IncomingAlert> out)
      throws Exception {
    output.begin(context, out, context.getCurrentKey());
    NoiseGate gate = gate(context, time);
    boolean wasEmpty = gate.isEmpty();
    long last = Long.MIN_VALUE;
    while (!gate.isEmpty() && gate.nextLook() < time && gate.nextLook() > last) {
      last = gate.nextLook();
      gate.look(last);
    }
    for (IncomingAlert alert : alerts) {
      gate.take(alert, time);
    }
    if (wasEmpty && !gate.isEmpty()) {
      lookAgain(context.timerService(), time);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<IncomingAlert> out)
      throws Exception {
    List<IncomingAlert> alerts = options.isLive() ? null : waiting.get(time);
    if (alerts != null) {
      waiting.remove(time);
      takeWaiting(alerts, time, context, out);
    }
    // at the end of a bounded input all timers fire, and nothing ends with it
    if (!options.isLive() && context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    long now = options.isLive() ? context.timerService().currentProcessingTime() : time;
    output.begin(context, out, context.getCurrentKey());
    NoiseGate gate = gate(context, now);
    gate.look(now);
    if (gate.isEmpty()) {
      gates.remove(context.getCurrentKey());
      lookedAt.clear();
    } else {
      lookedAt.update(gate.lookedAt());
      lookAgain(context.timerService(), now);
    }
  }

  @Override
  public void processBroadcastElement(
      NoiseRuleChange change, Context context, Collector<IncomingAlert> out) throws Exception {
    BroadcastState<String, NoiseRule> stored = context.getBroadcastState(ruleState);
    NoiseRule before = stored.get(change.key());
    long now = options.isLive() ? context.currentProcessingTime() : context.currentWatermark();
    boolean isTaken = rules.change(change, stored, now);
    if (isFirstTask()) {
      long at = context.currentProcessingTime();
      if (!isTaken) {
        counters.refused();
        context.output(AUDITS, NoiseAudits.ofRefused(change, options.rules(), at));
      } else if (before != null || change.rule() != null) {
        context.output(AUDITS, NoiseAudits.ofRule(change, before, at));
      }
    }
  }

  /** The gate of the environment at hand, by the rules of now. */
  private NoiseGate gate(ReadOnlyContext context, long now) throws Exception {
    String environment = context.getCurrentKey();
    NoiseBook book = rules.of(context.getBroadcastState(ruleState));
    NoiseGate gate = gates.get(environment);
    if (gate == null) {
      Long last = lookedAt.value();
      gate = new NoiseGate(options.parameters(), book, alerts, output, last == null ? 0 : last);
      gates.put(environment, gate);
    }
    gate.rules(book, now);
    return gate;
  }

  private void lookAgain(TimerService timers, long now) {
    long every = options.every().toMillis();
    long next = (Math.floorDiv(now, every) + 1) * every;
    if (options.isLive()) {
      timers.registerProcessingTimeTimer(next);
    } else {
      timers.registerEventTimeTimer(next);
    }
  }

  /** All tasks hear of a rule; one says so. */
  private boolean isFirstTask() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  /** What a gate says, while a record or timer is processed. */
  private final class Output implements NoiseOutput {

    private @Nullable ReadOnlyContext context;
    private @Nullable Collector<IncomingAlert> passed;
    private String environment = "";

    void begin(ReadOnlyContext at, Collector<IncomingAlert> out, String key) {
      context = at;
      passed = out;
      environment = key;
    }

    @Override
    public void pass(IncomingAlert alert) {
      Objects.requireNonNull(passed).collect(alert);
    }

    @Override
    public void tell(AlertState state) {
      Objects.requireNonNull(context).output(STATES, state);
    }

    @Override
    public void remind(Reminder reminder) {
      if (!options.isLive()) {
        return; // what is recorded is over
      }
      ReadOnlyContext at = Objects.requireNonNull(context);
      counters.reminded();
      at.output(AUDITS, NoiseAudits.ofReminder(reminder, environment, at.currentProcessingTime()));
    }

    @Override
    public void count(NoiseCount what) {
      counters.count(what);
    }
  }
}
