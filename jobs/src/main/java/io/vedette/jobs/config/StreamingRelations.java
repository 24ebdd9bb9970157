package io.vedette.jobs.config;

import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.KafkaSettings;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.ResultGuarantee;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What must hold between settings, each with the reason why. */
final class StreamingRelations {

  /** JSON writes a control character as six bytes. */
  private static final long WORST_ESCAPE = 6;

  private final Settings settings;
  private final List<String> problems = new ArrayList<>();

  private StreamingRelations(Settings settings) {
    this.settings = settings;
  }

  /** Every relation that does not hold. */
  static List<String> problems(Settings settings) {
    StreamingRelations relations = new StreamingRelations(settings);
    relations.ofTheJob();
    relations.ofTheScorer();
    relations.ofSilence();
    relations.ofLogs();
    relations.ofTraces();
    relations.ofInputs();
    relations.ofIncidents();
    relations.ofNoise();
    relations.ofKafka();
    relations.ofTheTopics();
    return relations.problems;
  }

  private void ofTheJob() {
    check(
        value(StreamingSettings.PARALLELISM) <= value(StreamingSettings.MAX_PARALLELISM),
        "there are not enough key groups for the tasks",
        StreamingSettings.PARALLELISM,
        StreamingSettings.MAX_PARALLELISM);
    check(
        notLonger(StreamingSettings.RESTART_BACKOFF, StreamingSettings.RESTART_MAX_BACKOFF),
        "the first wait must not be longer than the longest",
        StreamingSettings.RESTART_BACKOFF,
        StreamingSettings.RESTART_MAX_BACKOFF);
    check(
        value(KafkaSettings.ANNOUNCEMENT_INTERVAL)
                .multipliedBy(2)
                .compareTo(value(ScoringSettings.SERIES_RETENTION))
            < 0,
        "twice the interval must be shorter than the retention, else a series is forgotten between"
            + " two announcements",
        KafkaSettings.ANNOUNCEMENT_INTERVAL,
        ScoringSettings.SERIES_RETENTION);
    check(
        notLonger(StreamingSettings.OUT_OF_ORDERNESS, StreamingSettings.ALIGNMENT_DRIFT),
        "a source that is merely out of order would be paused",
        StreamingSettings.OUT_OF_ORDERNESS,
        StreamingSettings.ALIGNMENT_DRIFT);
    check(
        value(StreamingSettings.MAX_LAG)
                .plus(value(KafkaSettings.MAX_AHEAD))
                .compareTo(value(StreamingSettings.ALIGNMENT_DRIFT))
            <= 0,
        "a sender whose clock is wrong could pause every other source: lag and lead together must"
            + " not be more than the drift",
        StreamingSettings.MAX_LAG,
        KafkaSettings.MAX_AHEAD,
        StreamingSettings.ALIGNMENT_DRIFT);
  }

  private void ofTraces() {
    check(
        notLonger(TraceSettings.INTERVAL, TraceSettings.FORGET),
        "an operation would be forgotten within an interval",
        TraceSettings.INTERVAL,
        TraceSettings.FORGET);
  }

  private void ofTheScorer() {
    check(
        value(ScoringSettings.ANOMALOUS) <= value(ScoringSettings.WINDOW),
        "an alert could never fire",
        ScoringSettings.ANOMALOUS,
        ScoringSettings.WINDOW);
    check(
        value(ScoringSettings.WINDOW) <= value(ScoringSettings.ADOPT_AFTER),
        "a lasting shift would be normal before it fired",
        ScoringSettings.WINDOW,
        ScoringSettings.ADOPT_AFTER);
    check(
        value(ScoringSettings.MODEL_RESUME_AT) < value(ScoringSettings.MODEL_DROP_AT),
        "a model would be dropped and resumed with every sample",
        ScoringSettings.MODEL_RESUME_AT,
        ScoringSettings.MODEL_DROP_AT);
    check(
        value(ScoringSettings.WARNING) < value(ScoringSettings.CRITICAL),
        "critical must be above warning",
        ScoringSettings.WARNING,
        ScoringSettings.CRITICAL);
  }

  private void ofSilence() {
    check(
        value(SilenceSettings.GIVE_UP_AFTER).compareTo(value(ScoringSettings.SERIES_RETENTION)) < 0,
        "a silent series would be forgotten before it is given up",
        SilenceSettings.GIVE_UP_AFTER,
        ScoringSettings.SERIES_RETENTION);
    check(
        value(StreamingSettings.IDLENESS).compareTo(value(SilenceSettings.STANDSTILL)) < 0,
        "a source that merely waits for an idle partition would be silent",
        StreamingSettings.IDLENESS,
        SilenceSettings.STANDSTILL);
  }

  private void ofIncidents() {
    check(
        notLonger(IncidentSettings.SILENT_AFTER, IncidentSettings.RETENTION),
        "an alert would be forgotten while it fires",
        IncidentSettings.SILENT_AFTER,
        IncidentSettings.RETENTION);
    check(
        value(IncidentSettings.RECORDS_KEPT).isZero()
            || notLonger(IncidentSettings.RETENTION, IncidentSettings.RECORDS_KEPT),
        "an incident that may be reopened would have no record",
        IncidentSettings.RETENTION,
        IncidentSettings.RECORDS_KEPT);
    check(
        value(IncidentSettings.ALERTS_SHOWN) <= value(IncidentSettings.ALERTS_KEPT),
        "what is not kept cannot be shown",
        IncidentSettings.ALERTS_SHOWN,
        IncidentSettings.ALERTS_KEPT);
  }

  private void ofLogs() {
    check(
        notLonger(LogSettings.GRACE, LogSettings.INTERVAL),
        "a line would belong to more than two intervals",
        LogSettings.GRACE,
        LogSettings.INTERVAL);
  }

  private void ofInputs() {
    check(
        value(InputSettings.EXPIRE_AFTER).compareTo(value(InputSettings.ALERT_RETENTION)) < 0,
        "an alert would be forgotten before it expires",
        InputSettings.EXPIRE_AFTER,
        InputSettings.ALERT_RETENTION);
    check(
        notLonger(InputSettings.GRACE, InputSettings.INTERVAL),
        "an event would belong to more than two intervals",
        InputSettings.GRACE,
        InputSettings.INTERVAL);
    check(
        value(InputSettings.QUIET).compareTo(value(InputSettings.EVENT_RETENTION)) < 0,
        "a count would be forgotten before its series ends",
        InputSettings.QUIET,
        InputSettings.EVENT_RETENTION);
  }

  private void ofKafka() {
    Duration away =
        value(StreamingSettings.CHECKPOINT_INTERVAL).plus(value(KafkaSettings.MAX_OUTAGE));
    check(
        value(KafkaSettings.GUARANTEE) != ResultGuarantee.EXACTLY_ONCE
            || value(KafkaSettings.TRANSACTION_TIMEOUT).compareTo(away) > 0,
        "the timeout must be longer than the interval and the outage together, else Kafka drops"
            + " results while the job is away",
        KafkaSettings.TRANSACTION_TIMEOUT,
        StreamingSettings.CHECKPOINT_INTERVAL,
        KafkaSettings.MAX_OUTAGE);
    check(
        value(SharedSettings.MAX_BODY_BYTES) <= value(SharedSettings.MAX_UNPACKED_BYTES),
        "a body may not be larger packed than unpacked",
        SharedSettings.MAX_BODY_BYTES,
        SharedSettings.MAX_UNPACKED_BYTES);
    long labels =
        value(SharedSettings.MAX_LABELS)
            * (0L
                + value(SharedSettings.MAX_LABEL_NAME_BYTES)
                + value(SharedSettings.MAX_LABEL_VALUE_BYTES));
    check(
        labels * WORST_ESCAPE <= KafkaResults.MAX_RESULT_BYTES / 2,
        "labels so large could make a result of more than the "
            + KafkaResults.MAX_RESULT_BYTES
            + " bytes Kafka takes, and fail the job",
        SharedSettings.MAX_LABELS,
        SharedSettings.MAX_LABEL_NAME_BYTES,
        SharedSettings.MAX_LABEL_VALUE_BYTES);
  }

  /** A topic has one use, and a source one name. */
  private void ofNoise() {
    check(
        notLonger(NoiseSettings.FLAPPING_WITHIN, NoiseSettings.REMEMBER_FOR),
        "an alert would be forgotten while its changes are counted",
        NoiseSettings.FLAPPING_WITHIN,
        NoiseSettings.REMEMBER_FOR);
    check(
        notLonger(NoiseSettings.REFRESH_WITHIN, NoiseSettings.FORGET_AFTER),
        "an alert would be forgotten while it may come again",
        NoiseSettings.REFRESH_WITHIN,
        NoiseSettings.FORGET_AFTER);
    check(
        value(ScoringSettings.REPEAT_EVERY)
                .multipliedBy(2)
                .compareTo(value(NoiseSettings.FORGET_AFTER))
            <= 0,
        "twice the interval must not be longer than an alert is remembered, else one that goes on"
            + " firing is forgotten",
        ScoringSettings.REPEAT_EVERY,
        NoiseSettings.FORGET_AFTER);
  }

  private void ofTheTopics() {
    Map<String, String> uses = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (MetricTopic topic : MetricTopic.all(settings)) {
      use(topic.topic(), "metrics source " + topic.name(), uses);
      String other = names.put(topic.name(), topic.topic());
      if (other != null) {
        problems.add(
            "topics %s and %s would both be read by read-%s: %s"
                .formatted(
                    other, topic.topic(), topic.name(), "names must differ in letters or digits"));
      }
    }
    for (Setting<String> single :
        List.of(
            SharedSettings.LOGS_TOPIC,
            SharedSettings.OTLP_LOGS_TOPIC,
            SharedSettings.LOG_TEMPLATES_TOPIC,
            SharedSettings.ALERTS_IN_TOPIC,
            SharedSettings.CHANGES_TOPIC,
            SharedSettings.EVENTS_TOPIC,
            SharedSettings.COMMANDS_TOPIC,
            SharedSettings.RULES_TOPIC,
            SharedSettings.ANOMALIES_TOPIC,
            SharedSettings.ALERTS_TOPIC,
            SharedSettings.INCIDENTS_TOPIC,
            SharedSettings.ALERT_STATES_TOPIC,
            SharedSettings.AUDIT_TOPIC,
            SharedSettings.SCORES_TOPIC,
            SharedSettings.MODELS_TOPIC,
            SharedSettings.DEAD_LETTERS_TOPIC)) {
      use(value(single), single.key(), uses);
    }
  }

  private void use(String topic, String use, Map<String, String> uses) {
    String other = uses.put(topic, use);
    if (other != null) {
      problems.add("topic %s is both %s and %s".formatted(topic, other, use));
    }
  }

  private boolean notLonger(Setting<Duration> shorter, Setting<Duration> longer) {
    return value(shorter).compareTo(value(longer)) <= 0;
  }

  private <T> T value(Setting<T> setting) {
    return settings.get(setting);
  }

  private void check(boolean holds, String why, Setting<?>... among) {
    if (!holds) {
      StringJoiner values = new StringJoiner(", ");
      for (Setting<?> setting : among) {
        values.add(setting.key() + "=" + settings.text(setting));
      }
      problems.add(values + ": " + why);
    }
  }
}
