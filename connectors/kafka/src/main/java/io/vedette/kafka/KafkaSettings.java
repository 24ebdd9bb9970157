package io.vedette.kafka;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Settings of the Kafka sources and sinks of a job. */
public final class KafkaSettings {

  /** Consumer group. */
  public static final Setting<String> GROUP_ID =
      Setting.ofString(
          "sources.group-id",
          "vedette",
          "Consumer group whose offsets are committed with each checkpoint, and which says where to"
              + " start when there is no state: at the committed offsets, else at the earliest.");

  /** Partition discovery. */
  public static final Setting<Duration> PARTITION_DISCOVERY =
      Setting.ofDuration(
              "sources.partition-discovery",
              Duration.ofMinutes(1),
              "How often to look for new partitions of the topics read.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Format of the metrics topic without a header. */
  public static final Setting<String> METRICS_FORMAT =
      Setting.ofString(
              "sources.metrics-format",
              MetricFormat.REMOTE_WRITE_1.word(),
              "Format of a record of topics.metrics that has no header vedette-format: a word of"
                  + " docs/ingest.md, or 'otlp', which tells OTLP JSON from protobuf by its first"
                  + " byte.")
          .checked(MetricTopic::isFormat, "be a format word or 'otlp'");

  /** More topics. */
  public static final Setting<List<String>> FURTHER_TOPICS =
      Setting.ofList(
              "sources.further-topics",
              List.of(),
              "More topics with metrics, each topic:format as in sources.metrics-format, e.g."
                  + " metrics:prometheus-kafka-adapter-json for what prometheus-kafka-adapter"
                  + " writes. Each becomes a source of its own, read-<topic>.")
          .checked(
              topics -> topics.stream().allMatch(MetricTopic::isFurther),
              "be topic:format, by commas");

  /** How far ahead of its record a sample may be. */
  public static final Setting<Duration> MAX_AHEAD =
      Setting.ofDuration(
              "sources.max-ahead",
              Duration.ofMinutes(10),
              "How far the time of a sample may lie ahead of when it was received: of the timestamp"
                  + " of its Kafka record, or of now if that is earlier. What lies further ahead is"
                  + " refused (FUTURE), since it would push event time on for everyone.")
          .between(Duration.ZERO, Duration.ofDays(365));

  /** How often labels travel. */
  public static final Setting<Duration> ANNOUNCEMENT_INTERVAL =
      Setting.ofDuration(
              "sources.announcement-interval",
              Duration.ofHours(1),
              "How often the labels of a series are sent to its scorer again. Must be under half of"
                  + " series.retention.")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** How many series a source remembers. */
  public static final Setting<Integer> ANNOUNCEMENT_CACHE_SIZE =
      Setting.ofInt(
              "sources.announcement-cache-size",
              1 << 20,
              "Series a source task remembers as announced, 32 bytes each; rounded up to a power of"
                  + " two. With more live series than this, labels travel more often: slower, never"
                  + " wrong.")
          .between(4, 1 << 27);

  /** How many series a source recognises. */
  public static final Setting<Integer> LABEL_CACHE_SIZE =
      Setting.ofInt(
              "sources.label-cache-size",
              1 << 20,
              "Series a source task recognises by the bytes of their labels, as remote write 1.0"
                  + " sends them again with every sample; some 65 bytes each, taken as series come. With"
                  + " more live series than this, labels are read again: slower, never wrong.")
          .between(1, 1 << 25);

  /** How much of a body a dead letter holds. */
  public static final Setting<Long> DEAD_LETTER_PAYLOAD =
      Setting.ofBytes(
              "sources.dead-letter-payload", 1 << 10, "Most bytes of a body a dead letter holds.")
          .between(0L, 1L << 20);

  /** Length of a log line. */
  public static final Setting<Integer> LONGEST_LOG_LINE =
      Setting.ofInt(
              "sources.log-line-length",
              32_768,
              "Characters of a log line that are kept; the rest is cut off.")
          .between(256, 1 << 20);

  /** Format of spans. */
  public static final Setting<String> SPANS_FORMAT =
      Setting.ofString(
              "sources.spans-format",
              "otlp",
              "Format of a record of topics.otlp-spans that has no header vedette-format: otlp, which"
                  + " tells JSON from protobuf by its first byte, or otlp-spans-proto,"
                  + " otlp-spans-json, jaeger-proto, jaeger-json, zipkin-json.")
          .checked(
              word -> word.equals("otlp") || SpanFormat.of(word).isPresent(),
              "be a format of spans or 'otlp'");

  /** Length of names in spans. */
  public static final Setting<Integer> SPAN_TEXT =
      Setting.ofInt(
              "sources.span-text-length",
              SpanLimits.DEFAULT.maxText(),
              "Characters kept of a span's service, instance, operation and peer; the rest is cut"
                  + " off.")
          .between(16, 1_024);

  /** Links of a span. */
  public static final Setting<Integer> SPAN_LINKS =
      Setting.ofInt(
              "sources.span-links",
              SpanLimits.DEFAULT.maxLinks(),
              "Links of a span that are kept; the others are left out.")
          .between(0, 127);

  /** Largest weight of a span. */
  public static final Setting<Double> SPAN_WEIGHT =
      Setting.ofDouble(
              "sources.span-weight",
              SpanLimits.DEFAULT.maxWeight(),
              "Most spans that one may stand for, whatever its sampler writes.")
          .checked(weight -> weight >= 1 && weight <= 1e12, "be from 1 to 1e12");

  /** Largest control. */
  public static final Setting<Long> MAX_CONTROL_BYTES =
      Setting.ofBytes(
              "sources.control-bytes", 64 << 10, "Largest command or rule taken, bytes of JSON.")
          .between(1L << 10, 1L << 20);

  /** Guarantee of the results. */
  public static final Setting<ResultGuarantee> GUARANTEE =
      Setting.ofEnum(
          "results.guarantee",
          ResultGuarantee.EXACTLY_ONCE,
          "exactly-once: results appear with each checkpoint, once, to readers with"
              + " isolation.level=read_committed. at-least-once: they appear at once and may repeat"
              + " after a failure.");

  /** Guarantee of incidents. */
  public static final Setting<ResultGuarantee> INCIDENT_GUARANTEE =
      Setting.ofEnum(
          "results.incident-guarantee",
          ResultGuarantee.AT_LEAST_ONCE,
          "The same for incidents. At least once, so that a change of status is seen at once: of"
              + " several records of an id the last one counts.");

  /** Prefix of the transactional ids. */
  public static final Setting<String> TRANSACTIONAL_ID_PREFIX =
      Setting.ofString(
              "results.transactional-id-prefix",
              "vedette",
              "Begins the transactional ids of the exactly-once sinks. Two jobs on one Kafka need two"
                  + " prefixes, neither the beginning of the other.")
          .checked(
              Pattern.compile("[A-Za-z0-9._-]{1,100}").asMatchPredicate(),
              "be 1 to 100 letters, digits, '.', '_' or '-'");

  /** Transaction timeout. */
  public static final Setting<Duration> TRANSACTION_TIMEOUT =
      Setting.ofDuration(
              "results.transaction-timeout",
              Duration.ofMinutes(15),
              "After this time Kafka gives an open transaction up, and results since the last"
                  + " checkpoint are lost. At most the brokers' transaction.max.timeout.ms; more than"
                  + " checkpoints.interval and results.max-outage together.")
          .between(Duration.ofSeconds(10), Duration.ofDays(7));

  /** How long the job may be away. */
  public static final Setting<Duration> MAX_OUTAGE =
      Setting.ofDuration(
              "results.max-outage",
              Duration.ofMinutes(10),
              "How long the job may be down, or a checkpoint take, without results being lost.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          GROUP_ID,
          PARTITION_DISCOVERY,
          METRICS_FORMAT,
          FURTHER_TOPICS,
          MAX_AHEAD,
          ANNOUNCEMENT_INTERVAL,
          ANNOUNCEMENT_CACHE_SIZE,
          LABEL_CACHE_SIZE,
          DEAD_LETTER_PAYLOAD,
          LONGEST_LOG_LINE,
          SPANS_FORMAT,
          SPAN_TEXT,
          SPAN_LINKS,
          SPAN_WEIGHT,
          MAX_CONTROL_BYTES,
          GUARANTEE,
          INCIDENT_GUARANTEE,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          MAX_OUTAGE);

  private KafkaSettings() {}
}
