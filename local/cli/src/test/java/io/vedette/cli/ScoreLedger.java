package io.vedette.cli;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How often each sample, known by its value, stands among the committed scores. */
final class ScoreLedger implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Long, Integer> timesScored = new HashMap<>();

  ScoreLedger(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("vedette.scores").stream()
            .map(partition -> new TopicPartition("vedette.scores", partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has been committed since; the count of each value so far. */
  Map<Long, Integer> read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      ScoredPoint point = ResultJson.read(record.value(), ScoredPoint.class);
      if (point.getOutcome() == ScoreOutcome.SCORED
          || point.getOutcome() == ScoreOutcome.WARMING_UP) {
        timesScored.merge((long) point.getValue(), 1, Integer::sum);
      } else {
        throw new AssertionError("nothing sent was late, stale or double: " + point);
      }
    }
    return timesScored;
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
