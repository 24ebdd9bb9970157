package io.vedette.cli.tail;

import io.vedette.cli.Problem;
import io.vedette.cli.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows one topic of results. Sees what is committed only, joins no group and leaves nothing
 * behind, so any number of people may look at the same time.
 *
 * <p>Records of one partition come in their order; what one poll brings from several partitions is
 * sorted by time.
 */
public final class ResultTail implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ResultKind kind;
  private final String topic;

  private ResultTail(KafkaConsumer<byte[], byte[]> consumer, ResultKind kind, String topic) {
    this.consumer = consumer;
    this.kind = kind;
    this.topic = topic;
  }

  /**
   * How lines look.
   *
   * @param json the records as they are on the topic
   * @param terminal whether the lines go to one, which must not act upon what stands in them
   * @param colour for a terminal; not used for JSON
   * @param zone of the times
   */
  public record Style(boolean json, boolean terminal, boolean colour, ZoneId zone) {}

  /**
   * Connects.
   *
   * @param client properties for the Kafka client beside the servers
   * @throws Problem when there is no broker, or no such topic
   */
  public static ResultTail open(
      String bootstrapServers,
      Map<String, String> client,
      ResultKind kind,
      String topic,
      boolean fromBeginning) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    boolean opened = false;
    try {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      // seeking is lazy: only a position asked for is a position fixed
      partitions.forEach(consumer::position);
      opened = true;
      return new ResultTail(consumer, kind, topic);
    } catch (TimeoutException nobody) {
      throw new Problem(
          "no Kafka broker answers at "
              + bootstrapServers
              + "; is Vedette running (./vedette up)? Another address: --bootstrap",
          nobody);
    } finally {
      if (!opened) {
        consumer.close(Duration.ZERO);
      }
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new Problem("Kafka has no topic " + topic + "; ./vedette up makes it");
    }
    return partitions.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /**
   * Hands on line after line.
   *
   * @param most lines, then it ends
   * @param until when it ends at the latest, milliseconds of the clock
   * @return lines handed on; fewer than {@code most} when the time was over or it was told to
   *     {@link #stop}
   */
  public long follow(Style style, long most, long until, Clock clock, Consumer<String> lines) {
    ResultLine line = new ResultLine(style.zone(), style.colour());
    long count = 0;
    try {
      while (count < most && clock.millis() < until) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        consumer.poll(POLL).forEach(batch::add);
        batch.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          if (record.value() == null || count == most) {
            continue; // a tombstone of a compacted topic
          }
          lines.accept(print(record, style, line));
          count++;
        }
      }
    } catch (WakeupException stopped) {
      return count;
    }
    return count;
  }

  private String print(ConsumerRecord<byte[], byte[]> record, Style style, ResultLine line) {
    if (style.json()) {
      return json(record.value(), style.terminal());
    }
    try {
      return kind.print(record.value(), line);
    } catch (IllegalArgumentException notOurs) {
      return line.unreadable(
          topic + "/" + record.partition() + "/" + record.offset(),
          String.valueOf(notOurs.getMessage()));
    }
  }

  /** For a pipe byte for byte; on a terminal a string may hold JSON's own escapes instead. */
  static String json(byte[] record, boolean terminal) {
    String text = new String(record, StandardCharsets.UTF_8);
    return terminal ? Terminal.printable(text) : text;
  }

  /** Ends {@link #follow}; from any thread. */
  public void stop() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
