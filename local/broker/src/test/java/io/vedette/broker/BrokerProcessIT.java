package io.vedette.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      try (Admin admin = Admin.create(client(broker))) {
        admin.createTopics(Set.of(new NewTopic("t", 1, (short) 1))).all().get();
      }
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("t", "k", "v")).get();
      }
      broker.kill();
      assertThat(broker.isAlive()).isFalse();
    }
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of());
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                client(broker), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(30)).records(partition))
          .extracting(record -> record.value())
          .containsExactly("v");
    }
  }

  @Test
  void aBrokenDataFolderIsSaid() throws Exception {
    Files.createDirectories(folder.resolve("kraft"));
    Files.writeString(
        folder.resolve("kraft/meta.properties"), "version=99\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> BrokerProcess.start(folder, 0, Map.of()))
        .hasMessageContaining("the Kafka broker did not start")
        .hasMessageContaining(folder.toString());
  }

  private static Map<String, Object> client(BrokerProcess broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
