package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OpenTransactionsIT {

  private static final String OURS = "ours";
  private static final String THEIRS = "theirs";

  @TempDir Path folder;

  @Test
  void readersGetOnBehindATransactionThatAKilledJobLeftAndNoOtherIsTouched() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, LocalPlatform.brokerOverrides())) {
      String servers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        admin
            .createTopics(
                Set.of(new NewTopic(OURS, 1, (short) 1), new NewTopic(THEIRS, 1, (short) 1)))
            .all()
            .get();
      }
      try (KafkaProducer<String, String> killed = open(servers, "vedette-alerts-0-4711", OURS);
          KafkaProducer<String, String> other = open(servers, "vedette2-alerts-0-1", THEIRS);
          KafkaProducer<String, String> next =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", servers),
                  new StringSerializer(),
                  new StringSerializer())) {
        next.send(new ProducerRecord<>(OURS, "behind")).get();
        assertThat(readable(servers, OURS)).as("before").isZero();

        assertThat(OpenTransactions.abort(servers, "vedette")).isEqualTo(1);

        assertThat(read(servers, OURS)).containsExactly("behind");
        assertThat(OpenTransactions.abort(servers, "vedette")).isZero();
        other.commitTransaction();
        assertThat(read(servers, THEIRS)).containsExactly("open");
      }
    }
  }

  private static KafkaProducer<String, String> open(String servers, String id, String topic)
      throws Exception {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "transactional.id",
                id,
                "transaction.timeout.ms",
                (int) Duration.ofDays(7).toMillis()),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, "open")).get();
    return producer;
  }

  /** How far a reader of what is committed gets. */
  private static long readable(String servers, String topic) {
    try (KafkaConsumer<String, String> consumer = reader(servers)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, -1L);
    }
  }

  private static List<String> read(String servers, String topic) {
    try (KafkaConsumer<String, String> consumer = reader(servers)) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      List<String> values = new ArrayList<>();
      while (values.isEmpty()) { // the timeout of the class ends it
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  private static KafkaConsumer<String, String> reader(String servers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", servers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
