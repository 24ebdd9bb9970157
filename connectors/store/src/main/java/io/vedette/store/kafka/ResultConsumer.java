package io.vedette.store.kafka;

import io.vedette.store.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of the topics of results from given positions on, committed records only.
 * Looks for new topics and partitions once a minute. Of one thread, but for {@link #wakeup}.
 */
final class ResultConsumer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultConsumer.class);
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Set<String> topics;
  private final Map<TopicPartition, Position> known = new HashMap<>();
  private final Map<TopicPartition, Position> reading = new HashMap<>();
  private final Set<TopicPartition> moved = new HashSet<>();
  private long lostBefore;
  private long lookedAt;

  private ResultConsumer(
      Map<String, String> clientProperties, Set<String> topics, List<Position> positions) {
    this.topics = Set.copyOf(topics);
    for (Position position : positions) {
      known.put(new TopicPartition(position.topic(), position.partition()), position);
    }
    Map<String, Object> values = new HashMap<>(clientProperties);
    values.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "vedette-store");
    this.admin = Admin.create(Map.copyOf(values));
    values.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    values.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // what Kafka dropped meanwhile is to be told, not passed over
    values.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    values.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    values.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    this.consumer =
        new KafkaConsumer<>(values, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Opens it.
   *
   * @throws KafkaException when Kafka cannot be reached
   */
  static ResultConsumer open(
      Map<String, String> clientProperties,
      Map<String, ResultTopic> topics,
      List<Position> positions) {
    ResultConsumer opened = new ResultConsumer(clientProperties, topics.keySet(), positions);
    try {
      opened.look();
      if (opened.reading.isEmpty()) {
        throw new KafkaException("none of the topics of results is there yet: " + topics.keySet());
      }
      return opened;
    } catch (KafkaException failed) {
      opened.close();
      throw failed;
    }
  }

  /** Takes in the partitions that are there and not read yet. */
  private void look() {
    lookedAt = System.nanoTime();
    List<TopicPartition> fresh = new ArrayList<>();
    for (TopicDescription topic : describe()) {
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        TopicPartition name = new TopicPartition(topic.name(), partition);
        if (!reading.containsKey(name)) {
          reading.put(name, begin(name, topic.topicId().toString()));
          fresh.add(name);
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> going = new HashMap<>();
    for (TopicPartition name : reading.keySet()) {
      going.put(name, position(name).next());
    }
    consumer.assign(reading.keySet());
    consumer
        .beginningOffsets(fresh)
        .forEach(
            (name, beginning) -> {
              Position from = position(name);
              if (from.next() < beginning) {
                // of a partition never read, what is gone was never missed
                if (known.containsKey(name) && from.next() > 0) {
                  lostBefore += beginning - from.next();
                  LOG.warn(
                      "Kafka dropped {} records of {} before they were stored",
                      beginning - from.next(),
                      name);
                }
                going.put(name, beginning);
              }
            });
    going.forEach(consumer::seek);
  }

  private Collection<TopicDescription> describe() {
    List<TopicDescription> found = new ArrayList<>();
    for (KafkaFuture<TopicDescription> topic :
        admin.describeTopics(topics).topicNameValues().values()) {
      try {
        found.add(topic.get());
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw new KafkaException("Kafka did not describe its topics: " + failed, failed);
        }
        // not made yet: the next look may find it
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new KafkaException("stopped while asking Kafka for its topics", ended);
      }
    }
    return found;
  }

  private Position begin(TopicPartition name, String topicId) {
    Position before = known.get(name);
    if (before == null) {
      return new Position(name.topic(), name.partition(), topicId, 0, 0);
    }
    if (before.topicId().equals(topicId)) {
      return before;
    }
    LOG.info("{} was made anew and is read from its beginning", name);
    return new Position(name.topic(), name.partition(), topicId, before.epoch() + 1, 0);
  }

  private Position position(TopicPartition name) {
    @Nullable Position position = reading.get(name);
    if (position == null) {
      throw new IllegalStateException("not assigned: " + name);
    }
    return position;
  }

  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (System.nanoTime() - lookedAt > LOOK_EVERY) {
      look();
    }
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(timeout);
    for (TopicPartition name : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(name);
      Position from = position(name);
      reading.put(
          name,
          new Position(
              from.topic(),
              from.partition(),
              from.topicId(),
              from.epoch(),
              records.get(records.size() - 1).offset() + 1));
      moved.add(name);
    }
    return polled;
  }

  long version(ConsumerRecord<byte[], byte[]> record) {
    Position position = position(new TopicPartition(record.topic(), record.partition()));
    return Position.version(position.epoch(), record.offset());
  }

  /** Positions that changed since this was asked last. */
  List<Position> takeMoved() {
    List<Position> taken = moved.stream().map(this::position).toList();
    moved.clear();
    return taken;
  }

  /** Records Kafka had dropped when this was opened. */
  long lostBefore() {
    return lostBefore;
  }

  long lag() {
    long sum = 0;
    for (TopicPartition name : reading.keySet()) {
      sum += consumer.currentLag(name).orElse(0);
    }
    return sum;
  }

  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CLOSE_WITHIN);
    admin.close(CLOSE_WITHIN);
  }
}
