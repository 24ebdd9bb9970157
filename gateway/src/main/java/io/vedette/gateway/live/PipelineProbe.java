package io.vedette.gateway.live;

import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka how far topics and those who read them are. A question costs a few round trips. */
public final class PipelineProbe implements AutoCloseable {

  private static final int ANSWER_LIMIT_MILLIS = 5_000;
  private static final int MAX_GROUPS = 50;

  private final Admin admin;
  private final Set<String> wanted;

  /** A topic and how many records were ever written to it, transaction markers included. */
  public record TopicState(String name, int partitions, long records) {}

  /** A consumer group and how far it is behind on a topic. */
  public record GroupState(String group, String topic, long lag) {}

  /** How things stand. */
  public record Look(List<TopicState> topics, List<GroupState> groups) {}

  /** Kafka does not answer. */
  public static final class AwayException extends Exception {
    private static final long serialVersionUID = 1L;

    private AwayException(Throwable cause) {
      super("Kafka does not answer: " + cause.getMessage(), cause);
    }
  }

  private PipelineProbe(Admin admin, Set<String> wanted) {
    this.admin = admin;
    this.wanted = wanted;
  }

  /** Opens it, whether Kafka is there or not. */
  public static PipelineProbe open(Settings settings, Set<String> topics) {
    Map<String, Object> values = new HashMap<>(KafkaClientProperties.of(settings));
    values.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    values.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    values.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    values.put(AdminClientConfig.CLIENT_ID_CONFIG, "vedette-gateway-pipeline");
    return new PipelineProbe(Admin.create(values), Set.copyOf(topics));
  }

  /** Looks at the topics that there are, and at the groups that read them. */
  public Look look() throws AwayException, InterruptedException {
    try {
      Set<String> there = admin.listTopics().names().get();
      List<String> known = wanted.stream().filter(there::contains).sorted().toList();
      Map<TopicPartition, Long> ends = endsOf(known);
      Map<String, List<TopicPartition>> byTopic =
          ends.keySet().stream().collect(Collectors.groupingBy(TopicPartition::topic));
      List<TopicState> topics =
          known.stream()
              .map(topic -> stateOf(topic, byTopic.getOrDefault(topic, List.of()), ends))
              .toList();
      return new Look(topics, groupsOf(ends));
    } catch (ExecutionException failed) {
      throw new AwayException(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private static TopicState stateOf(
      String topic, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    long records = partitions.stream().mapToLong(p -> ends.getOrDefault(p, 0L)).sum();
    return new TopicState(topic, partitions.size(), records);
  }

  private Map<TopicPartition, Long> endsOf(List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described = admin.describeTopics(topics).allTopicNames().get();
    Map<TopicPartition, OffsetSpec> asked =
        described.values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((p, end) -> ends.put(p, end.offset()));
    return ends;
  }

  private List<GroupState> groupsOf(Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listConsumerGroups().valid().get().stream()
            .map(ConsumerGroupListing::groupId)
            .sorted()
            .limit(MAX_GROUPS)
            .toList();
    List<GroupState> states = new ArrayList<>();
    for (String group : groups) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<String, Long> lags = new TreeMap<>();
      committed.forEach(
          (partition, offset) -> {
            Long end = ends.get(partition);
            if (end != null && offset != null) {
              lags.merge(partition.topic(), Math.max(0, end - offset.offset()), Long::sum);
            }
          });
      lags.forEach((topic, lag) -> states.add(new GroupState(group, topic, lag)));
    }
    states.sort(Comparator.comparing(GroupState::group).thenComparing(GroupState::topic));
    return states;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
