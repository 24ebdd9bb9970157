package io.vedette.functions.inputs;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.inputs.EventCountRecord;
import io.vedette.schema.inputs.SeenEventRecord;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.labels.EventIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts events of Kubernetes by workload and reason: {@code kubernetes_events{service, namespace,
 * reason}} has a sample an interval, zero too, for a while after the last event; then the series
 * ends with a stale marker.
 *
 * <p>Kubernetes tells a repeated event as the same one with a higher count; what is counted is the
 * difference, and 1 for an event not seen lately. An event sent twice counts once. One that is late
 * counts in the open interval.
 *
 * <p>One timer a count, in event time. What leaks: nothing; a count that nothing is heard of is
 * forgotten.
 */
public final class CountEvents extends KeyedProcessFunction<Long, EventRecord, ScoringInput> {

  /** The series. */
  public static final String METRIC = "kubernetes_events";

  /** Events remembered, so that what repeats counts by its count. */
  static final int SEEN = 64;

  private static final long serialVersionUID = 1L;

  /** Intervals after which a series is announced again: what expired is then known anew. */
  private static final long ANNOUNCE_EVERY = 60;

  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private final CountOptions options;
  private final long interval;

  private transient ValueState<EventCountRecord> counts;
  private transient Counter counted;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public CountEvents(CountOptions options) {
    this.options = options;
    this.interval = options.interval().toMillis();
  }

  /** The series an event counts in. */
  public static long seriesOf(EventRecord event) {
    return labels(
            event.getEnvironment(),
            EventIdentity.cluster(event),
            event.getNamespace(),
            event.getService(),
            event.getReason())
        .hash();
  }

  private static Labels labels(
      String environment, String cluster, String namespace, String service, String reason) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.METRIC_NAME, METRIC);
    labels.put("service", service);
    labels.put("reason", reason);
    if (!namespace.isEmpty()) {
      labels.put("namespace", namespace);
    }
    if (!cluster.isEmpty()) {
      labels.put(EventIdentity.CLUSTER, cluster);
    }
    if (!environment.equals(AlertLabels.DEFAULT_ENVIRONMENT)) {
      labels.put("environment", environment);
    }
    return Labels.of(labels);
  }

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(CountEventsStates.count(options.retention()));
    counted = getRuntimeContext().getMetricGroup().counter(JobMetric.EVENTS_COUNTED.id());
  }

  @Override
  public void processElement(EventRecord event, Context context, Collector<ScoringInput> samples)
      throws Exception {
    long end = Math.floorDiv(event.getTs(), interval) * interval + interval;
    EventCountRecord count = counts.value();
    if (count == null) {
      count = begin(event, end);
    }
    // the open interval and the one after it have a place each
    while (end > count.getOpenUntil() + interval && !isQuiet(count)) {
      close(count, samples);
    }
    if (end > count.getOpenUntil() + interval) {
      count.setOpenUntil(end);
    }
    int more = occurrences(event, count);
    if (end > count.getOpenUntil()) {
      count.setNext(count.getNext() + more);
    } else {
      count.setNow(count.getNow() + more);
    }
    count.setActiveUntil(Math.max(count.getActiveUntil(), end));
    counted.inc(more);
    schedule(count, context.timerService());
    counts.update(count);
  }

  private static EventCountRecord begin(EventRecord event, long end) {
    return EventCountRecord.newBuilder()
        .setEnvironment(event.getEnvironment())
        .setCluster(EventIdentity.cluster(event))
        .setNamespace(event.getNamespace())
        .setService(event.getService())
        .setReason(event.getReason())
        .setActiveUntil(end)
        .setOpenUntil(end)
        .build();
  }

  private static int occurrences(EventRecord event, EventCountRecord count) {
    List<SeenEventRecord> seen = new ArrayList<>(count.getSeen());
    int before = 0;
    boolean isKnown = false;
    for (int i = 0; i < seen.size() && !isKnown; i++) {
      if (seen.get(i).getId().equals(event.getId())) {
        isKnown = true;
        before = seen.remove(i).getCount();
      }
    }
    seen.add(new SeenEventRecord(event.getId(), Math.max(before, event.getCount())));
    if (seen.size() > SEEN) {
      seen.remove(0);
    }
    count.setSeen(seen);
    return isKnown ? Math.max(0, event.getCount() - before) : 1;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ScoringInput> samples)
      throws Exception {
    EventCountRecord count = counts.value();
    if (count == null) {
      return;
    }
    boolean isLast = context.timerService().currentWatermark() == Long.MAX_VALUE;
    // at the end of a bounded input there is nothing to wait for, and zeros mean nothing
    while (isLast
        ? count.getOpenUntil() <= count.getActiveUntil()
        : time >= dueOf(count) && !isQuiet(count)) {
      close(count, samples);
    }
    if (!isLast && isQuiet(count)) {
      samples.collect(sample(count, count.getOpenUntil(), STALE));
      counts.clear();
      return;
    }
    if (!isLast) {
      schedule(count, context.timerService());
    }
    counts.update(count);
  }

  private boolean isQuiet(EventCountRecord count) {
    return count.getOpenUntil() > count.getActiveUntil() + options.quiet().toMillis();
  }

  private void close(EventCountRecord count, Collector<ScoringInput> samples) {
    samples.collect(sample(count, count.getOpenUntil(), (double) count.getNow()));
    count.setIntervals(count.getIntervals() + 1);
    count.setNow(count.getNext());
    count.setNext(0L);
    count.setOpenUntil(count.getOpenUntil() + interval);
  }

  private static Sample sample(EventCountRecord count, long at, double value) {
    Labels labels =
        labels(
            count.getEnvironment(),
            count.getCluster(),
            count.getNamespace(),
            count.getService(),
            count.getReason());
    boolean announce = count.getIntervals() % ANNOUNCE_EVERY == 0;
    Sample sample = new Sample();
    sample.set(labels.hash(), at, value, announce ? new Series(labels, MetricKind.GAUGE) : null);
    return sample;
  }

  private long dueOf(EventCountRecord count) {
    return count.getOpenUntil() + options.grace().toMillis();
  }

  /** Setting the same timer again sets none. */
  private void schedule(EventCountRecord count, TimerService timers) {
    timers.registerEventTimeTimer(dueOf(count));
  }
}
