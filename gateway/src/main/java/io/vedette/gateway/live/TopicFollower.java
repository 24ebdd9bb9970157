package io.vedette.gateway.live;

import io.vedette.gateway.log.RecordPlace;
import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of {@link LiveState} on a thread of its own, as committed, without a consumer
 * group. When Kafka is away it goes on where it was as soon as Kafka is back; when a topic was made
 * anew it begins anew. A record that cannot be read is told of in the log and passed over.
 */
public final class TopicFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int ANSWER_LIMIT_MILLIS = 10_000;

  private final Settings settings;
  private final LiveState state;
  private final int recentRows;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean caughtUp;
  private boolean told;

  private TopicFollower(Settings settings, LiveState state, int recentRows) {
    this.settings = settings;
    this.state = state;
    this.recentRows = recentRows;
    this.thread = new Thread(this::run, "gateway-live");
    this.thread.setDaemon(true);
  }

  /** Starts it, whether Kafka is there or not. */
  public static TopicFollower start(Settings settings, LiveState state, int recentRows) {
    TopicFollower follower = new TopicFollower(settings, state, recentRows);
    follower.thread.start();
    return follower;
  }

  /** Whether everything that was there at the start is read. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(2 * POLL.toMillis() + 1_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean first = true;
      while (!isStopped()) {
        if (!first) {
          state.clear();
        }
        first = false;
        follow();
        if (stop.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  /** Until it is stopped or something fails. */
  private void follow() throws InterruptedException {
    caughtUp = false;
    Map<String, Object> properties = new HashMap<>(KafkaClientProperties.of(settings));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "vedette-gateway-live");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (awaitTopics(consumer)) {
        read(consumer);
      }
    } catch (KafkaException failed) {
      LOG.warn("Result topics cannot be followed, trying again: {}", failed.getMessage());
    }
  }

  /** Until all are there: whoever starts first, gateway or job, must not matter. */
  private boolean awaitTopics(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    while (!isStopped()) {
      List<String> missing = missingOf(consumer);
      if (missing.isEmpty()) {
        told = false;
        return true;
      }
      if (!told) {
        LOG.info("Waiting for topics {}", missing);
        told = true;
      }
      if (stop.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private List<String> missingOf(KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, List<PartitionInfo>> there = consumer.listTopics();
    List<String> wanted = new ArrayList<>(state.whole());
    wanted.addAll(state.recent());
    wanted.addAll(state.changes());
    return wanted.stream().filter(topic -> !there.containsKey(topic)).toList();
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> whole = partitions(consumer, state.whole());
    List<TopicPartition> recent = partitions(consumer, state.recent());
    List<TopicPartition> changes = partitions(consumer, state.changes());
    List<TopicPartition> all = new ArrayList<>(whole);
    all.addAll(recent);
    all.addAll(changes);
    consumer.assign(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
    whole.forEach(partition -> consumer.seek(partition, at(begins, partition)));
    recent.forEach(
        partition ->
            consumer.seek(
                partition, Math.max(at(begins, partition), at(ends, partition) - recentRows)));
    changes.forEach(partition -> consumer.seek(partition, at(ends, partition)));
    while (!isStopped()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        take(record, record.offset() >= at(ends, partition));
      }
      if (!caughtUp) {
        caughtUp = all.stream().allMatch(p -> consumer.position(p) >= at(ends, p));
      }
    }
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private void take(ConsumerRecord<byte[], byte[]> record, boolean isNew) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
      state.take(place, key, record.value(), isNew);
    } catch (IllegalArgumentException unreadable) {
      LOG.warn(
          "{}/{}/{} passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          unreadable.getMessage());
    }
  }
}
