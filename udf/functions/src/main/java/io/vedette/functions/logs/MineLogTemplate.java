package io.vedette.functions.logs;

import io.vedette.algorithms.logs.LineParser;
import io.vedette.algorithms.logs.SecretMasker;
import io.vedette.algorithms.logs.Template;
import io.vedette.functions.logs.MinedTemplate.Newness;
import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.MinedLine;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.logs.MinedServiceRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.LogTemplate;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Finds the template of every log line, counts lines by template, and tells of new templates and of
 * bursts.
 *
 * <pre>
 *   a line --&gt; its template +1 in the open interval, or the one after it
 *   the open interval ends: a sample a template, zero too --&gt; score-metric
 *                           NewLogTemplate, when the service has been known for a while
 *                           LogBurst, by {@link io.vedette.algorithms.logs.BurstRule}
 * </pre>
 *
 * <p>An interval ends when a line of its service, or event time, is past its end by the grace. A
 * line later than that counts in the open interval. Templates count zero for a while after the last
 * line of their service; then its series are silent, which is a finding of its own.
 *
 * <p>State: see {@link MineLogTemplateStates}; every line writes its template. Between two
 * snapshots the templates of services met lately are at hand as objects, at most {@value
 * #SERVICES_AT_HAND} services. At most one timer a service, in event time.
 *
 * <p>What leaks: nothing. A service that logs no more has no timer, and its state expires. A series
 * whose template is forgotten or merged ends with a stale marker.
 */
public final class MineLogTemplate extends KeyedProcessFunction<String, LogLine, ScoringInput>
    implements CheckpointedFunction {

  /** New templates and bursts. */
  public static final OutputTag<Alert> ALERTS = new OutputTag<>("log-alerts", VedetteTypes.ALERT);

  /** What became of templates. */
  public static final OutputTag<LogTemplate> TEMPLATES =
      new OutputTag<>("log-templates", VedetteTypes.LOG_TEMPLATE);

  /** The template of every line, when asked for. */
  public static final OutputTag<MinedLine> LINES =
      new OutputTag<>("mined-lines", VedetteTypes.MINED_LINE);

  private static final long serialVersionUID = 1L;
  private static final int SERVICES_AT_HAND = 1_000;
  private static final long NEVER = -1;
  private static final long END_OF_TIME = Long.MAX_VALUE;

  private final MineOptions options;
  private final long interval;

  private transient MapState<Long, MinedTemplate> templates;
  private transient ValueState<MinedServiceRecord> services;
  private transient Map<String, ServiceTemplates> atHand;
  private transient LineParser parser;
  private transient LogFindings findings;
  private transient MinerCounters counters;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public MineLogTemplate(MineOptions options) {
    this.options = options;
    this.interval = options.interval().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    templates =
        getRuntimeContext().getMapState(MineLogTemplateStates.templates(options.retention()));
    services = getRuntimeContext().getState(MineLogTemplateStates.service(options.retention()));
    atHand =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, ServiceTemplates> eldest) {
            return size() > SERVICES_AT_HAND;
          }
        };
    parser = new LineParser(options.miner());
    findings = new LogFindings(options.burst(), options.interval());
    counters = new MinerCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {}

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    atHand.clear();
  }

  @Override
  public void processElement(LogLine line, Context context, Collector<ScoringInput> samples)
      throws Exception {
    String name = context.getCurrentKey();
    ServiceTemplates living = living(name);
    MinedServiceRecord service = services.value();
    Intervals clock =
        service == null
            ? Intervals.from(line.timestamp(), interval)
            : Intervals.of(service, interval);
    long openUntil = clock.openUntil;
    closeUpTo(line.timestamp(), name, clock, living, context, samples);

    MinedTemplate template = living.next(line.body(), line.timestamp());
    LogLevel level = line.level() == LogLevel.UNKNOWN ? parser.level() : line.level();
    if (template.count(clock.isNext(line.timestamp()), level)) {
      template.samples.add(sample(line.body()));
    }
    applyChanges(name, line.timestamp(), living, context, samples);
    templates.put(template.id, template);
    counters.mined();
    if (options.emitLines()) {
      context.output(LINES, new MinedLine(name, line.number(), template.id));
    }
    if (clock.see(line.timestamp()) || service == null || clock.openUntil != openUntil) {
      schedule(clock, context.timerService());
      services.update(clock.toStored());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ScoringInput> samples)
      throws Exception {
    MinedServiceRecord service = services.value();
    if (service == null) {
      templates.clear();
      atHand.remove(context.getCurrentKey());
    }
    if (service == null
        || service.getTimer() != time
        || context.timeDomain() != TimeDomain.EVENT_TIME) {
      return;
    }
    String name = context.getCurrentKey();
    ServiceTemplates living = living(name);
    Intervals clock = Intervals.of(service, interval);
    clock.timer = NEVER;
    boolean last = context.timerService().currentWatermark() == END_OF_TIME;
    // at the end of a bounded input there is nothing to wait for, and zeros mean nothing
    while (last ? clock.hasLines() : time >= clock.openUntil + options.grace().toMillis()) {
      close(name, clock, living, context, samples);
    }
    if (!last && !clock.isQuiet(options.quiet().toMillis())) {
      schedule(clock, context.timerService());
    } else {
      forgetLater(context.timerService());
    }
    services.update(clock.toStored());
  }

  /** When nothing more comes, the service expires; then its templates go, too. */
  private void forgetLater(TimerService timers) {
    timers.registerProcessingTimeTimer(
        timers.currentProcessingTime() + options.retention().toMillis() + 1);
  }

  /** Ends every interval that a line is past; where nothing was logged for long, jumps. */
  private void closeUpTo(
      long timestamp,
      String name,
      Intervals clock,
      ServiceTemplates living,
      Context context,
      Collector<ScoringInput> samples)
      throws Exception {
    while (timestamp >= clock.openUntil + options.grace().toMillis()) {
      if (clock.isQuiet(options.quiet().toMillis())) {
        clock.jumpTo(timestamp);
      } else {
        close(name, clock, living, context, samples);
      }
    }
  }

  private void close(
      String name,
      Intervals clock,
      ServiceTemplates living,
      Context context,
      Collector<ScoringInput> samples)
      throws Exception {
    int told = 0;
    for (int slot = 0; slot < living.slots(); slot++) {
      MinedTemplate template = living.at(slot);
      if (template != null) {
        samples.collect(LogSeries.count(name, template, clock.openUntil));
        told = judge(name, template, clock, told, context);
        template.usual = options.burst().learn(template.usual, template.intervals, template.now);
        template.intervals++;
        template.now = template.next;
        template.next = 0;
        templates.put(template.id, template);
      }
    }
    clock.advance();
  }

  /** Tells of what is new, bursts, or no longer does; gives how many new ones were told of. */
  private int judge(
      String name, MinedTemplate template, Intervals clock, int told, Context context) {
    long now = clock.openUntil;
    boolean learning = template.firstSeen < clock.firstSeen + options.learning().toMillis();
    int count = told;
    if (template.newness == Newness.UNTOLD) {
      if (learning) {
        template.newness = Newness.OVER;
      } else if (told >= options.findingsPerInterval()) {
        template.newness = Newness.OVER;
        counters.notTold();
      } else {
        template.newness = Newness.TOLD;
        count++;
        fire(findings.isNew(name, template, text(template), now), context);
      }
    } else if (template.newness == Newness.TOLD
        && now >= template.firstSeen + options.newFor().toMillis()) {
      template.newness = Newness.OVER;
      resolve(findings.isKnown(name, template, text(template), now), context);
    }
    boolean burst =
        now - interval >= clock.firstSeen + options.learning().toMillis()
            && options.burst().isBurst(template.now, template.usual);
    if (burst && template.burstSince == MinedTemplate.NEVER) {
      template.burstSince = now - interval;
      fire(findings.bursts(name, template, text(template), now), context);
    } else if (!burst && template.burstSince != MinedTemplate.NEVER) {
      resolve(findings.burstIsOver(name, template, text(template), now), context);
      template.burstSince = MinedTemplate.NEVER;
    }
    return count;
  }

  private void applyChanges(
      String name,
      long timestamp,
      ServiceTemplates living,
      Context context,
      Collector<ScoringInput> samples)
      throws Exception {
    List<ServiceTemplates.Change> changes = living.changes();
    for (int i = 0; i < changes.size(); i++) {
      ServiceTemplates.Change change = changes.get(i);
      MinedTemplate template = change.template();
      switch (change.status()) {
        case NEW -> counters.born();
        case GENERALISED -> templates.put(template.id, template);
        case MERGED -> {
          counters.merged();
          retire(name, template, timestamp, context, samples);
        }
        case FORGOTTEN -> {
          counters.forgotten();
          retire(name, template, timestamp, context, samples);
        }
      }
      context.output(TEMPLATES, record(name, timestamp, change));
    }
  }

  /** Ends what was begun of a template that is no more. */
  private void retire(
      String name,
      MinedTemplate template,
      long timestamp,
      Context context,
      Collector<ScoringInput> samples)
      throws Exception {
    templates.remove(template.id);
    if (template.newness == Newness.TOLD) {
      resolve(findings.isKnown(name, template, text(template), timestamp), context);
    }
    if (template.burstSince != MinedTemplate.NEVER) {
      resolve(findings.burstIsOver(name, template, text(template), timestamp), context);
    }
    if (template.intervals > 0) {
      samples.collect(LogSeries.end(name, template, timestamp));
    }
  }

  private static LogTemplate record(
      String service, long timestamp, ServiceTemplates.Change change) {
    MinedTemplate template = change.template();
    MinedTemplate into = change.into();
    return LogTemplate.newBuilder()
        .setId(SeriesHash.toHex(template.id))
        .setService(service)
        .setTemplate(text(template))
        .setStatus(change.status())
        .setMergedInto(into == null ? null : SeriesHash.toHex(into.id))
        .setTimestamp(timestamp)
        .setFirstSeen(template.firstSeen)
        .setLines(template.lines)
        .setLevel(template.level.name())
        .setSamples(new ArrayList<>(template.samples))
        .build();
  }

  private static String text(MinedTemplate template) {
    return SecretMasker.mask(Template.textOf(template.tokens));
  }

  private String sample(String line) {
    String masked = SecretMasker.mask(line);
    return masked.length() > options.sampleLength()
        ? masked.substring(0, options.sampleLength())
        : masked;
  }

  private void fire(Alert alert, Context context) {
    counters.fired();
    context.output(ALERTS, alert);
  }

  private void resolve(Alert alert, Context context) {
    counters.resolved();
    context.output(ALERTS, alert);
  }

  private void schedule(Intervals clock, TimerService timers) {
    long due = clock.openUntil + options.grace().toMillis();
    if (clock.timer != due) {
      if (clock.timer != NEVER) {
        timers.deleteEventTimeTimer(clock.timer);
      }
      timers.registerEventTimeTimer(due);
      clock.timer = due;
    }
  }

  private ServiceTemplates living(String name) throws Exception {
    ServiceTemplates living = atHand.get(name);
    if (living == null) {
      living = new ServiceTemplates(parser);
      List<Long> beyondBounds = new ArrayList<>();
      for (MinedTemplate template : templates.values()) {
        if (!living.restore(template)) {
          beyondBounds.add(template.id);
        }
      }
      for (Long id : beyondBounds) {
        templates.remove(id);
      }
      atHand.put(name, living);
    }
    return living;
  }
}
