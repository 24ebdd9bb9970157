package io.vedette.store.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.broker.BrokerProcess;
import io.vedette.schema.json.ResultJson;
import io.vedette.settings.Settings;
import io.vedette.store.ClickHouseServer;
import io.vedette.store.InvalidDuckDb;
import io.vedette.store.PageRequest;
import io.vedette.store.Position;
import io.vedette.store.ResultStore;
import io.vedette.store.Results;
import io.vedette.store.StoreSettings;
import io.vedette.store.StoredPoint;
import io.vedette.store.Stores;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The writer between a real broker and real stores. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreWriterIT {

  private static final String SCORES = "vedette.scores";
  private static final String INCIDENTS = "vedette.incidents";
  private static final int SERIES = 10;

  /** Within every retention, whatever the day. */
  private final long beginning = Instant.now().truncatedTo(ChronoUnit.HOURS).toEpochMilli();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // before each
  private BrokerProcess broker;

  @SuppressWarnings("NullAway.Init") // before each
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void startBroker() throws Exception {
    startBroker("kafka");
  }

  private void startBroker(String name) throws Exception {
    broker = BrokerProcess.start(folder.resolve(name), 0, Map.of());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(new NewTopic(SCORES, 3, (short) 1), new NewTopic(INCIDENTS, 2, (short) 1)))
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "the-job"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void stopBroker() {
    producer.close(Duration.ZERO);
    broker.close();
  }

  private Settings settings(String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("store.batch-interval", "50ms");
    values.put("store.retry-max", "200ms");
    values.put("store.duckdb.file", folder.resolve("store.duckdb").toString());
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return Settings.of(values);
  }

  private void send(String topic, String key, SpecificRecord record) {
    send(new ProducerRecord<>(topic, bytes(key), ResultJson.write(record)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused = producer.send(record); // the commit tells
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void sendPoints(int from, int to) {
    for (int second = from; second < to; second++) {
      for (int series = 0; series < SERIES; series++) {
        send(
            SCORES,
            Results.seriesId(series),
            Results.point(series, beginning + second * 1000L, second));
      }
    }
  }

  private void commitPoints(int from, int to) {
    producer.beginTransaction();
    sendPoints(from, to);
    producer.commitTransaction();
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  private void assertEverySecondOnce(ResultStore store, int to) {
    for (int series = 0; series < SERIES; series++) {
      assertThat(
              store
                  .points(Results.seriesId(series), 0, Long.MAX_VALUE, PageRequest.first(10_000))
                  .items())
          .extracting(StoredPoint::timestamp)
          .isEqualTo(
              LongStream.range(0, to).mapToObj(second -> beginning + second * 1000).toList());
    }
  }

  @Test
  void aServerKilledAndStartedAgainLosesNothingAndHasNothingTwice() throws Exception {
    assumeTrue(ClickHouseServer.isInstalled(), "clickhouse-server is not installed");
    try (ClickHouseServer server = ClickHouseServer.start(folder.resolve("clickhouse"))) {
      Path password = Files.writeString(folder.resolve("password"), server.password() + "\n");
      Settings settings =
          settings(
              "store.type",
              "clickhouse",
              "store.clickhouse.url",
              server.url().toString(),
              "store.clickhouse.password-file",
              password.toString(),
              "store.batch-records",
              "500");
      ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow();
      commitPoints(0, 300);
      try (StoreWriter writer = StoreWriter.start(store, settings)) {
        soon().until(() -> writer.status().stored() > 1000); // in the middle of it
        server.kill();
        commitPoints(300, 600);
        soon().until(() -> writer.status().problem() != null);
        server.startAgain();
        soon().until(() -> writer.status().stored() >= 6000);
        assertThat(writer.status().problem()).isNull();
        assertThat(writer.status().failures()).isPositive();
        assertThat(writer.status().lost()).isZero();
      }
      assertEverySecondOnce(store, 600);

      try (StoreWriter again = StoreWriter.start(store, settings)) {
        commitPoints(600, 610);
        soon().until(() -> again.status().stored() >= 100);
        assertThat(again.status().stored()).isEqualTo(100); // none of those before
      }
      assertEverySecondOnce(store, 610);
    }
  }

  @Test
  void aDatabaseDroppedMeanwhileIsFilledAgainFromKafka() throws Exception {
    assumeTrue(ClickHouseServer.isInstalled(), "clickhouse-server is not installed");
    try (ClickHouseServer server = ClickHouseServer.start(folder.resolve("clickhouse"))) {
      Path password = Files.writeString(folder.resolve("password"), server.password() + "\n");
      Settings settings =
          settings(
              "store.type",
              "clickhouse",
              "store.clickhouse.url",
              server.url().toString(),
              "store.clickhouse.password-file",
              password.toString());
      ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow();
      commitPoints(0, 50);
      try (StoreWriter writer = StoreWriter.start(store, settings)) {
        soon().until(() -> writer.status().stored() >= 500);
        server.execute("DROP DATABASE " + settings.get(StoreSettings.CLICKHOUSE_DATABASE));
        commitPoints(50, 60);
        soon().until(() -> writer.status().stored() >= 500 + 600 && store.usage().points() >= 600);
        assertThat(writer.status().problem()).isNull();
        assertThat(writer.status().failures()).isPositive();
      }
      assertEverySecondOnce(store, 60);
    }
  }

  @Test
  void aDuckDbThatBecameInvalidMeanwhileGoesOn() throws Exception {
    Settings settings = settings("store.type", "duckdb");
    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow()) {
      commitPoints(0, 50);
      try (StoreWriter writer = StoreWriter.start(store, settings)) {
        soon().until(() -> writer.status().stored() >= 500);
        InvalidDuckDb.invalidate(
            folder.resolve("store.duckdb"),
            settings.get(StoreSettings.DUCKDB_MEMORY),
            settings.get(StoreSettings.DUCKDB_THREADS));
        commitPoints(50, 60);
        soon().until(() -> writer.status().stored() >= 600);
        assertThat(writer.status().problem()).isNull();
        assertThat(writer.status().failures()).isPositive();
      }
      assertEverySecondOnce(store, 60);
    }
  }

  @Test
  void onlyWhatIsCommittedAndReadableIsStoredAndAStartGoesOn() throws Exception {
    Settings settings = settings("store.type", "duckdb");
    producer.beginTransaction();
    sendPoints(1000, 1010);
    producer.abortTransaction();
    producer.beginTransaction();
    send(INCIDENTS, "a1", Results.incident("a1", beginning, "cart").build());
    send(new ProducerRecord<>(INCIDENTS, bytes("forgotten"), null));
    send(new ProducerRecord<>(INCIDENTS, bytes("cut"), bytes("{\"id\":1")));
    sendPoints(0, 50);
    producer.commitTransaction();

    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow()) {
      try (StoreWriter writer = StoreWriter.start(store, settings)) {
        soon().until(() -> writer.status().stored() >= 501 && writer.status().malformed() > 0);
        assertThat(writer.status().malformed()).isEqualTo(1);
      }
      assertThat(store.incident("a1")).isPresent();
      assertEverySecondOnce(store, 50);
      assertThat(store.positions()).extracting(Position::topic).contains(SCORES, INCIDENTS);
    }

    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow();
        StoreWriter writer = StoreWriter.start(store, settings)) {
      commitPoints(50, 60);
      soon().until(() -> writer.status().stored() >= 100);
      assertThat(writer.status().stored()).isEqualTo(100); // none of those before
      assertThat(store.usage().points()).isEqualTo(600);
      assertEverySecondOnce(store, 60);
    }
  }

  /** A defect of ours must not end the writer for good. */
  @Test
  void goesOnAfterAFailureNobodyThoughtOf() throws Exception {
    Settings settings = settings("store.type", "duckdb");
    commitPoints(0, 20);
    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow()) {
      AtomicInteger writes = new AtomicInteger();
      ResultStore failingOnce =
          (ResultStore)
              Proxy.newProxyInstance(
                  ResultStore.class.getClassLoader(),
                  new Class<?>[] {ResultStore.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("write") && writes.getAndIncrement() == 0) {
                      throw new IllegalStateException("nobody thought of it");
                    }
                    return method.invoke(store, arguments);
                  });
      try (StoreWriter writer = StoreWriter.start(failingOnce, settings)) {
        soon().until(() -> writer.status().stored() >= 200);
        assertThat(writer.status().failures()).isEqualTo(1);
        assertThat(writer.status().problem()).isNull();
      }
      assertEverySecondOnce(store, 20);
    }
  }

  @Test
  void topicsMadeAnewAreReadFromTheirBeginning() throws Exception {
    Settings settings = settings("store.type", "duckdb");
    commitPoints(0, 20);
    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow()) {
      try (StoreWriter writer = StoreWriter.start(store, settings)) {
        soon().until(() -> writer.status().stored() >= 200);
      }
      stopBroker();
      startBroker("another-kafka");
      commitPoints(15, 25);
      try (StoreWriter writer = StoreWriter.start(store, settings("store.type", "duckdb"))) {
        soon().until(() -> writer.status().stored() >= 100);
      }

      assertEverySecondOnce(store, 25);
      assertThat(store.positions()).extracting(Position::epoch).containsOnly(1);
    }
  }
}
