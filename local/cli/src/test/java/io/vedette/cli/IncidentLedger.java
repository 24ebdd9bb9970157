package io.vedette.cli;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The newest record of each incident on its topic, by environment; one an environment. */
final class IncidentLedger implements AutoCloseable {

  private static final String TOPIC = "vedette.incidents";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Map<String, Incident>> newest = new TreeMap<>();

  IncidentLedger(String bootstrapServers) {
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
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what came since. Incidents by environment, then id. */
  Map<String, Map<String, Incident>> read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      Incident incident = ResultJson.read(record.value(), Incident.class);
      newest
          .computeIfAbsent(incident.getEnvironment(), environment -> new TreeMap<>())
          .put(incident.getId(), incident);
    }
    return newest;
  }

  /** The one incident of an environment. */
  Incident of(String environment) {
    Map<String, Incident> incidents = newest.getOrDefault(environment, Map.of());
    if (incidents.size() != 1) {
      throw new AssertionError("incidents of " + environment + ": " + incidents.keySet());
    }
    return incidents.values().iterator().next();
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
