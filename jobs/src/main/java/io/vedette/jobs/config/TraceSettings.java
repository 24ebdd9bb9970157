package io.vedette.jobs.config;

import io.vedette.algorithms.trace.TraceBounds;
import io.vedette.functions.trace.TraceOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of traces. */
public final class TraceSettings {

  private static final TraceOptions DEFAULTS = TraceOptions.defaults();
  private static final TraceBounds BOUNDS = DEFAULTS.bounds();

  /** How long spans wait for each other. */
  public static final Setting<Duration> WAIT =
      Setting.ofDuration(
              "traces.wait",
              BOUNDS.waiting(),
              "How long after its end, in event time, a span waits for its parent and children;"
                  + " what comes within it may come in any order.")
          .between(Duration.ZERO, Duration.ofMinutes(10));

  /** How long spans are kept for late ones. */
  public static final Setting<Duration> KEEP =
      Setting.ofDuration(
              "traces.keep",
              BOUNDS.keeping(),
              "How much longer a span is known, so that a parent or child that comes late still"
                  + " makes a call. State holds the spans of traces.wait and traces.keep together.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** Most spans of a trace. */
  public static final Setting<Integer> MAX_SPANS =
      Setting.ofInt(
              "traces.spans-per-trace",
              BOUNDS.maxSpans(),
              "Most spans of a trace that are known at a time; those beyond are counted without"
                  + " waiting for others.")
          .between(1, 100_000);

  /** Largest skew corrected. */
  public static final Setting<Duration> MAX_SKEW =
      Setting.ofDuration(
              "traces.max-clock-skew",
              BOUNDS.maxSkew(),
              "The largest difference between the clocks of two hosts that is corrected; 0 for"
                  + " none.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Sampling nobody tells of. */
  public static final Setting<Double> DEFAULT_WEIGHT =
      Setting.ofDouble(
              "traces.default-weight",
              BOUNDS.defaultWeight(),
              "How many spans one stands for where neither it nor its trace says: 10 where a"
                  + " sampler keeps a tenth and does not write so.")
          .checked(value -> value >= 1 && value <= 1e6, "be from 1 to 1000000");

  /** Interval of counts. */
  public static final Setting<Duration> INTERVAL =
      Setting.ofDuration(
              "traces.interval",
              DEFAULTS.interval(),
              "Spans are counted by service, operation and edge in intervals; each is a sample a"
                  + " series.")
          .between(Duration.ofSeconds(1), Duration.ofHours(1));

  /** How far spans may hold event time back. */
  public static final Setting<Duration> MAX_LAG =
      Setting.ofDuration(
              "traces.max-lag",
              Duration.ofMinutes(5),
              "A span that came later than this after its end does not hold the event time of"
                  + " spans back; what is late then counts in the first open interval, or not at"
                  + " all. Longer where history is sent first: intervals wait for it.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** Grace beyond the wait. */
  public static final Setting<Duration> GRACE =
      Setting.ofDuration(
              "traces.grace",
              DEFAULTS.grace(),
              "How much longer than traces.wait an interval stays open, for spans whose clock was"
                  + " corrected.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** How long zeros are counted. */
  public static final Setting<Duration> QUIET =
      Setting.ofDuration(
              "traces.quiet",
              DEFAULTS.quiet(),
              "How long after the last span of a service it still counts zero; then its series are"
                  + " silent.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** How long an operation is kept. */
  public static final Setting<Duration> FORGET =
      Setting.ofDuration(
              "traces.forget",
              DEFAULTS.forget(),
              "An operation or edge not seen for so long, while its service is, is forgotten, and"
                  + " its series end. At least traces.interval.")
          .between(Duration.ofSeconds(1), Duration.ofDays(365));

  /** Quantiles. */
  public static final Setting<List<String>> QUANTILES =
      Setting.ofList(
              "traces.quantiles",
              DEFAULTS.quantiles().stream().map(String::valueOf).toList(),
              "Quantiles of durations, each a series; within 1 % of the true value.")
          .checked(
              values -> values.stream().allMatch(HistogramSettings::isQuantile),
              "be numbers above 0 and below 1");

  /** Least spans of a quantile. */
  public static final Setting<Integer> MINIMUM_SPANS =
      Setting.ofInt(
              "traces.minimum-spans",
              DEFAULTS.minimumSpans(),
              "Spans in an interval below which the median has no value (NaN); any quantile needs"
                  + " half as many on its rarer side, the 0.95 so 100 where the median needs 10.")
          .between(1, 1_000_000);

  /** Least failures that count. */
  public static final Setting<Integer> MINIMUM_FAILURES =
      Setting.ofInt(
              "traces.minimum-failures",
              DEFAULTS.minimumFailures(),
              "Spans that failed in an interval below which its failures are not counted in the"
                  + " series: where few are seen, a handful of them says nothing. 1 counts all."
                  + " Call edges count all.")
          .between(1, 1_000_000);

  /** Most operations of a service. */
  public static final Setting<Integer> MAX_OPERATIONS =
      Setting.ofInt(
              "traces.operations-per-service",
              DEFAULTS.maxOperations(),
              "Most operations of a service with series of their own; those beyond are one, called"
                  + " 'other', and counted.")
          .between(1, 10_000);

  /** Most edges of a service. */
  public static final Setting<Integer> MAX_EDGES =
      Setting.ofInt(
              "traces.edges-per-service",
              DEFAULTS.maxEdges(),
              "Most callees of a service with series of their own; those beyond are one, called"
                  + " 'other', and counted.")
          .between(1, 10_000);

  /** Whether inner operations are counted. */
  public static final Setting<Boolean> ALL_OPERATIONS =
      Setting.ofBoolean(
          "traces.all-operations",
          DEFAULTS.allOperations(),
          "Whether operations within a service have series too, not those alone that others ask"
              + " for.");

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "traces.retention",
              DEFAULTS.retention(),
              "A service that sends nothing for so long is forgotten, by the clock.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          WAIT,
          KEEP,
          MAX_SPANS,
          MAX_SKEW,
          DEFAULT_WEIGHT,
          INTERVAL,
          MAX_LAG,
          GRACE,
          QUIET,
          FORGET,
          QUANTILES,
          MINIMUM_SPANS,
          MINIMUM_FAILURES,
          MAX_OPERATIONS,
          MAX_EDGES,
          ALL_OPERATIONS,
          RETENTION);

  private TraceSettings() {}

  /** How spans are paired and counted. */
  public static TraceOptions options(Settings settings) {
    return new TraceOptions(
        new TraceBounds(
            settings.get(WAIT),
            settings.get(KEEP),
            settings.get(MAX_SPANS),
            settings.get(MAX_SKEW),
            settings.get(DEFAULT_WEIGHT)),
        settings.get(INTERVAL),
        settings.get(GRACE),
        settings.get(QUIET),
        settings.get(FORGET),
        settings.get(QUANTILES).stream().map(Double::valueOf).toList(),
        settings.get(MINIMUM_SPANS),
        settings.get(MINIMUM_FAILURES),
        settings.get(MAX_OPERATIONS),
        settings.get(MAX_EDGES),
        settings.get(ALL_OPERATIONS),
        settings.get(RETENTION));
  }
}
