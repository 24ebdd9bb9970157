package io.vedette.kafka;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a job: what they hold, by what they are keyed, how they are made. */
public final class Topics {

  /** For key, headers and the batch's own bytes. */
  private static final long ROOM = 1 << 20;

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Duration DAY = Duration.ofDays(1);

  /** The newest record of each key stays, whatever its age. */
  private static final String COMPACT = "compact";

  /**
   * A topic.
   *
   * @param name the setting with its name
   * @param key what its records are keyed by
   * @param value what its values are
   * @param partitions it is made with
   * @param retention how long records stay; no meaning where the topic is compacted
   * @param cleanup Kafka's cleanup.policy
   * @param input whether it holds bodies, as large as the limit on bodies
   */
  public record Spec(
      Setting<String> name,
      String key,
      String value,
      int partitions,
      Duration retention,
      String cleanup,
      boolean input) {

    boolean isCompacted() {
      return cleanup.equals(COMPACT);
    }
  }

  /** All of them, inputs first. */
  public static final List<Spec> ALL =
      List.of(
          new Spec(
              SharedSettings.METRICS_TOPIC,
              "source name",
              "metric body as it came",
              8,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.OTLP_METRICS_TOPIC,
              "source name, or none",
              "OTLP metrics, protobuf or JSON",
              8,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.LOGS_TOPIC,
              "source name, or none",
              "log body as it came",
              8,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.OTLP_LOGS_TOPIC,
              "source name, or none",
              "OTLP logs, protobuf or JSON",
              8,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.OTLP_SPANS_TOPIC,
              "source name, or none",
              "spans: OTLP, Jaeger or Zipkin",
              8,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.ALERTS_IN_TOPIC,
              "source name, or none",
              "body of alerts as it came",
              4,
              DAY.multipliedBy(7),
              "delete",
              true),
          new Spec(
              SharedSettings.CHANGES_TOPIC,
              "source name, or none",
              "body of changes as it came",
              4,
              DAY.multipliedBy(30),
              "delete",
              true),
          new Spec(
              SharedSettings.EVENTS_TOPIC,
              "source name, or none",
              "Kubernetes events, JSON",
              4,
              DAY,
              "delete",
              true),
          new Spec(
              SharedSettings.COMMANDS_TOPIC,
              "`seriesId` or `incidentId`",
              "FeedbackCommand or IncidentCommand, JSON",
              4,
              DAY.multipliedBy(90),
              "delete",
              false),
          new Spec(
              SharedSettings.RULES_TOPIC,
              "id of the rule, or kind/id",
              "DetectorRule; Silence, MaintenanceWindow, InhibitionRule, FlappingRule: JSON",
              1,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.ANOMALIES_TOPIC,
              "`seriesId`",
              "Anomaly, JSON",
              4,
              DAY.multipliedBy(7),
              "delete",
              false),
          new Spec(
              SharedSettings.ALERTS_TOPIC,
              "`fingerprint`",
              "Alert, JSON",
              4,
              DAY.multipliedBy(30),
              "delete",
              false),
          new Spec(
              SharedSettings.ALERT_STATES_TOPIC,
              "`fingerprint`",
              "AlertState, JSON",
              4,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.INCIDENTS_TOPIC,
              "`id`",
              "Incident, JSON",
              4,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.LOG_TEMPLATES_TOPIC,
              "`service` and `id`",
              "LogTemplate, JSON",
              4,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.TOPOLOGY_TOPIC,
              "`environment`, caller and callee with their kinds",
              "CallEdge, JSON",
              4,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.AUDIT_TOPIC,
              "`seriesId`, else `incidentId`, else `cause`",
              "Audit, JSON",
              4,
              DAY.multipliedBy(30),
              "delete",
              false),
          new Spec(
              SharedSettings.SCORES_TOPIC,
              "`seriesId`",
              "ScoredPoint, JSON",
              8,
              DAY,
              "delete",
              false),
          new Spec(
              SharedSettings.MODELS_TOPIC,
              "`seriesId`, or `names/` and environment; see ModelKey, NamesModelKey",
              "ModelRecord or NamesModelRecord, JSON",
              8,
              Duration.ZERO,
              COMPACT,
              false),
          new Spec(
              SharedSettings.DEAD_LETTERS_TOPIC,
              "`origin`",
              "DeadLetter, JSON",
              4,
              DAY.multipliedBy(7),
              "delete",
              false));

  private Topics() {}

  /**
   * Makes the topics that are missing, with the brokers' default replication; those that exist stay
   * as they are. Returns when all can be read and written. Safe to call from several processes at
   * once.
   *
   * @return the names of those made
   * @throws IllegalStateException saying what Kafka said
   */
  public static List<String> createMissing(Settings settings) {
    try (Admin admin = Admin.create(KafkaClients.properties(settings))) {
      return createMissing(admin, settings);
    }
  }

  /** The same, by an admin client at hand. */
  public static List<String> createMissing(Admin admin, Settings settings) {
    try {
      Set<String> existing = admin.listTopics().names().get();
      List<String> made = new ArrayList<>();
      for (NewTopic topic : newTopics(settings)) {
        if (!existing.contains(topic.name()) && create(admin, topic)) {
          made.add(topic.name());
        }
      }
      awaitVisible(admin, made);
      return made;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "cannot make the topics on "
              + settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS)
              + ": "
              + failed.getCause(),
          failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making the topics", interrupted);
    }
  }

  /** Whether it was made by this call, not by somebody else meanwhile. */
  private static boolean create(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(Set.of(topic)).all().get();
      return true;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failed;
    }
  }

  /** A topic just made is not known to every broker at once, and a source would fail on it. */
  private static void awaitVisible(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (true) {
      try {
        admin.describeTopics(topics).allTopicNames().get();
        return;
      } catch (ExecutionException failed) {
        boolean notYet = failed.getCause() instanceof UnknownTopicOrPartitionException;
        if (!notYet || System.nanoTime() - deadline > 0) {
          throw failed;
        }
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    }
  }

  private static List<NewTopic> newTopics(Settings settings) {
    List<NewTopic> topics = new ArrayList<>();
    for (Spec spec : ALL) {
      Map<String, String> configuration = new HashMap<>();
      if (!spec.isCompacted()) {
        configuration.put("retention.ms", Long.toString(spec.retention().toMillis()));
      }
      configuration.put("cleanup.policy", spec.cleanup());
      long largest =
          spec.input()
              ? settings.get(SharedSettings.MAX_BODY_BYTES)
              : KafkaResults.MAX_RESULT_BYTES;
      configuration.put("max.message.bytes", Long.toString(largest + ROOM));
      topics.add(
          new NewTopic(settings.get(spec.name()), Optional.of(spec.partitions()), Optional.empty())
              .configs(configuration));
    }
    return topics;
  }

  /** The documentation of the topics, in Markdown. */
  public static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Topics

            Made by the code; see `Topics`. `./vedette up` makes the topics that are missing; those that exist stay as they are. On a cluster
            of your own make them with these settings, or with more partitions: a source runs at most one task a partition.

            | topic | setting | key | value | partitions | kept | cleanup |
            |---|---|---|---|---|---|---|
            """);
    for (Spec spec : ALL) {
      page.append(
          "| `%s` | `%s` | %s | %s | %d | %s | %s |\n"
              .formatted(
                  spec.name().defaultText().orElse(""),
                  spec.name().key(),
                  spec.key(),
                  spec.value(),
                  spec.partitions(),
                  spec.isCompacted() ? "newest of a key" : spec.retention().toDays() + " d",
                  spec.cleanup()));
    }
    return page.append(
            """

            Results are written in Kafka transactions: read them with `isolation.level=read_committed`. `max.message.bytes` of the inputs is
            `limits.body-bytes` and 1 MiB, that of the results 17 MiB.

            Of several records of one `id` the last one counts; they are in one partition, in order. In `vedette.anomalies` the `status` is
            `RAISED`, again `RAISED` when a correction of the sample changed its figures, or `RETRACTED` when a correction took the reason away, after
            which it may be raised anew. In `vedette.alerts` it is `FIRING`, again `FIRING` when the severity changed, then `RESOLVED`.
            """)
        .toString();
  }
}
