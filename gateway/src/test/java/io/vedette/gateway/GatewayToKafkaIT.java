package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.BrokerProcess;
import io.vedette.settings.Settings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway before a real broker. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GatewayToKafkaIT {

  private static final String TOPIC = "vedette.metrics";
  private static final int PARTITIONS = 4;

  @TempDir Path folder;

  private static Settings settings(BrokerProcess broker, String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("gateway.port", "0");
    values.put("gateway.probe-interval", "200ms");
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return Settings.of(values);
  }

  private static void createTopics(BrokerProcess broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, PARTITIONS, (short) 1),
                  new NewTopic("otlp_metrics", 1, (short) 1),
                  new NewTopic("vedette.logs", 1, (short) 1),
                  new NewTopic("otlp_logs", 1, (short) 1),
                  new NewTopic("otlp_spans", 1, (short) 1),
                  new NewTopic("vedette.alerts.in", 1, (short) 1),
                  new NewTopic("vedette.changes", 1, (short) 1),
                  new NewTopic("vedette.events", 1, (short) 1)))
          .all()
          .get();
    }
  }

  private static void awaitReady(Sender sender) {
    await().atMost(Duration.ofSeconds(60)).until(() -> sender.get("/readyz").statusCode() == 200);
  }

  @Test
  void everyAcknowledgedBodyIsInTheTopicByteForByteInTheOrderOfItsSource() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      try (Gateway gateway = Gateway.start(settings(broker))) {
        Sender sender = new Sender(gateway.port());
        assertThat(sender.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(sender.send(sender.json(Bodies.json(1))).statusCode()).isEqualTo(503);
        createTopics(broker);
        awaitReady(sender);

        List<CompletableFuture<Void>> sources = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
          String source = "source-" + s;
          sources.add(CompletableFuture.runAsync(() -> sendInTurn(sender, source, 50)));
        }
        for (CompletableFuture<Void> source : sources) {
          source.get(60, TimeUnit.SECONDS);
        }
        byte[] large = large();
        assertThat(sender.send(from(sender.json(large), "large")).statusCode()).isEqualTo(204);

        Map<String, List<ConsumerRecord<String, byte[]>>> bySource = read(broker);
        assertThat(bySource).hasSize(9);
        for (int s = 0; s < 8; s++) {
          List<ConsumerRecord<String, byte[]>> records = of(bySource, "source-" + s);
          assertThat(records).hasSize(50);
          for (int i = 0; i < 50; i++) {
            assertThat(records.get(i).value()).isEqualTo(body(i));
            assertHeaders(records.get(i), i, "source-" + s);
          }
        }
        assertThat(of(bySource, "large").get(0).value()).isEqualTo(large);
      }
    }
  }

  private static void assertHeaders(ConsumerRecord<String, byte[]> record, int i, String source) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    Map<String, String> expected = new HashMap<>();
    expected.put("vedette-source", source);
    expected.put("vedette-format", i % 2 == 0 ? "vedette-json" : "prometheus-remote-write-2");
    if (i % 2 == 0) {
      expected.put("content-encoding", "gzip");
    }
    assertThat(headers).isEqualTo(expected);
  }

  private static byte[] body(int i) {
    return i % 2 == 0 ? Bodies.gzip(Bodies.json(i)) : Bodies.numbered(i, true);
  }

  /** Just within the limit of 4 MiB. */
  private static byte[] large() {
    byte[] json = Bodies.json(1);
    byte[] large = Arrays.copyOf(json, 4 << 20);
    Arrays.fill(large, json.length, large.length, (byte) ' ');
    return large;
  }

  private static HttpRequest.Builder request(Sender sender, int i) {
    return i % 2 == 0
        ? sender.json(body(i)).header("Content-Encoding", "gzip")
        : sender.remoteWrite2(body(i));
  }

  private static HttpRequest.Builder from(HttpRequest.Builder request, String source) {
    return request.header("X-Vedette-Source", source);
  }

  private static void sendInTurn(Sender sender, String source, int count) {
    for (int i = 0; i < count; i++) {
      try {
        assertThat(sender.send(from(request(sender, i), source)).statusCode()).isEqualTo(204);
      } catch (Exception failed) {
        throw new AssertionError(source + " body " + i, failed);
      }
    }
  }

  @Test
  void sendersThatTryAgainLoseNothingWhenTheBrokerIsKilledMidLoad() throws Exception {
    BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of());
    try {
      createTopics(broker);
      int port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
      try (Gateway gateway = Gateway.start(settings(broker, "gateway.delivery-timeout", "1s"))) {
        Sender sender = new Sender(gateway.port());
        awaitReady(sender);
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> sources = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
          String source = "source-" + s;
          sources.add(
              CompletableFuture.runAsync(
                  () -> sendUntilAcknowledged(sender, source, 300, acknowledged, refused)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() >= 300);
        broker.kill();
        await().atMost(Duration.ofSeconds(60)).until(() -> refused.get() > 0);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> sender.get("/readyz").statusCode() == 503);
        assertThat(sender.get("/healthz").statusCode()).isEqualTo(200);
        broker = BrokerProcess.start(folder, port, Map.of());
        for (CompletableFuture<Void> source : sources) {
          source.get(120, TimeUnit.SECONDS);
        }

        assertThat(acknowledged).hasValue(1_200);
        Map<String, List<ConsumerRecord<String, byte[]>>> bySource = read(broker);
        for (int s = 0; s < 4; s++) {
          assertThat(firstSeen(of(bySource, "source-" + s))).isEqualTo(bodies(300));
        }
        assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
      }
    } finally {
      broker.close();
    }
  }

  /** Bodies in the order in which each came first: a repeated one may stand again later. */
  private static List<String> firstSeen(List<ConsumerRecord<String, byte[]>> records) {
    Set<String> seen = new LinkedHashSet<>();
    records.forEach(record -> seen.add(latin(record.value())));
    return List.copyOf(seen);
  }

  private static List<String> bodies(int count) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bodies.add(latin(Bodies.json(i)));
    }
    return bodies;
  }

  private static void sendUntilAcknowledged(
      Sender sender, String source, int count, AtomicInteger acknowledged, AtomicInteger refused) {
    for (int i = 0; i < count; i++) {
      byte[] body = Bodies.json(i);
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(20))
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                HttpResponse<byte[]> answer = sender.send(from(sender.json(body), source));
                boolean stored = answer.statusCode() == 204;
                (stored ? acknowledged : refused).incrementAndGet();
                return stored;
              });
    }
  }

  private static Map<String, List<ConsumerRecord<String, byte[]>>> read(BrokerProcess broker) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.add(new TopicPartition(TOPIC, p));
    }
    Map<String, List<ConsumerRecord<String, byte[]>>> bySource = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          bySource.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
        }
      }
    }
    return bySource;
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      Map<String, List<ConsumerRecord<String, byte[]>>> bySource, String source) {
    return bySource.getOrDefault(source, List.of());
  }

  private static String latin(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
