package io.vedette.bench.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.Topics;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * How long from an alert to the record of its incident, and from a command to the new status, under
 * a steady storm, on the whole streaming graph:
 *
 * <pre>
 *   alerts in Alertmanager's form --&gt; Kafka --&gt; the graph --&gt; Kafka: incidents --&gt; a reader
 * </pre>
 *
 * <p>{@code IncidentWorkload [ALERTS_A_SECOND] [SECONDS] [OPEN]}, by default 5,000, 300 and 10,000.
 * Open loop: alerts are sent by the clock, whether the job keeps up or not. First so many alerts
 * begin to fire, of 200 services, and stay. Then, of the load, two fifths are alerts that begin to
 * fire, two fifths those that began four seconds before and are resolved, and one fifth alerts that
 * are open and sent again. One new alert in fifty is timed, from before it is handed to Kafka until
 * a record of an incident of its service can be read that knows of an alert as late as it; one
 * incident a second is acknowledged or given back, and timed until its new status can be read.
 */
public final class IncidentWorkload {

  private static final int SERVICES = 200;
  private static final int PER_BODY = 50;
  private static final int TIMED_ONE_IN = 50;
  private static final long LIFE_SECONDS = 4;
  private static final long TICK_NANOS = 100_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final BrokerProcess broker;
  private final Settings settings;

  /** Timed alerts not yet seen in an incident, by service. */
  private final Map<String, Queue<Timed>> waiting = new ConcurrentHashMap<>();

  /** Timed commands, by what they change, and when they were sent. */
  private final Map<String, Long> said = new ConcurrentHashMap<>();

  private final Map<String, Incident> incidents = new ConcurrentHashMap<>();
  private final ConcurrentSkipListSet<String> opened = new ConcurrentSkipListSet<>();
  private final List<Double> updateMillis = new ArrayList<>();
  private final List<Double> statusMillis = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private record Timed(long startsAt, long sentNanos) {}

  private IncidentWorkload(BrokerProcess broker, Path folder) {
    this.broker = broker;
    this.settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "checkpoints.folder",
                folder.resolve("checkpoints").toUri().toString()));
  }

  /** Runs it and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int rate = option(arguments, 0, 5_000);
    int seconds = option(arguments, 1, 300);
    int open = option(arguments, 2, 10_000);
    Path folder = Files.createTempDirectory("vedette-bench");
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      new IncidentWorkload(broker, folder).run(rate, seconds, open);
    }
  }

  private static int option(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private void run(int rate, int seconds, int open) throws Exception {
    Topics.createMissing(settings);
    Thread reader = new Thread(this::read, "incidents");
    long sent;
    double took;
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings));
        KafkaProducer<byte[], byte[]> producer = producer()) {
      reader.start();
      long before = System.currentTimeMillis();
      openAlerts(producer, open, before);
      awaitOpen(open);
      System.out.printf(
          Locale.ROOT,
          "%,d alerts open in %,d incidents after %.1f s%n",
          open,
          opened.size(),
          (System.currentTimeMillis() - before) / 1e3);
      long from = System.nanoTime();
      sent = storm(producer, rate, seconds, open, before);
      took = (System.nanoTime() - from) / 1e9;
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while ((!isEmpty() || !said.isEmpty()) && System.nanoTime() < deadline) {
        LockSupport.parkNanos(10_000_000);
      }
    } finally {
      over.set(true);
      reader.join();
    }
    long missing = waiting.values().stream().mapToLong(Queue::size).sum();
    System.out.printf(
        Locale.ROOT, "%,d alerts in %.1f s: %,.0f a second%n", sent, took, sent / took);
    print("alert to its incident", updateMillis, missing);
    print("command to the new status", statusMillis, said.size());
  }

  private boolean isEmpty() {
    return waiting.values().stream().allMatch(Queue::isEmpty);
  }

  private static void print(String what, List<Double> millis, long missing) {
    List<Double> sorted = new ArrayList<>(millis);
    sorted.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-26s p50 %,.0f ms, p99 %,.0f ms, most %,.0f ms of %,d timed, %,d not seen%n",
        what,
        quantile(sorted, .5),
        quantile(sorted, .99),
        quantile(sorted, 1),
        sorted.size(),
        missing);
  }

  private static double quantile(List<Double> sorted, double fraction) {
    int rank = (int) Math.ceil(fraction * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1));
  }

  // what is sent

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 1 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void openAlerts(KafkaProducer<byte[], byte[]> producer, int open, long begin) {
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < open; i++) {
      alerts.add(alert("open", i, begin + i % 1000, null));
    }
    send(producer, alerts);
  }

  private void awaitOpen(int open) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (incidents.values().stream().mapToInt(Incident::getFiringCount).sum() < open) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only "
                + incidents.values().stream().mapToInt(Incident::getFiringCount).sum()
                + " alerts were open after "
                + LIMIT);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Sends by the clock; returns how many. */
  private long storm(
      KafkaProducer<byte[], byte[]> producer, int rate, int seconds, int open, long begin) {
    int fresh = (int) (rate * 2L / 5 * TICK_NANOS / 1_000_000_000L);
    int again = (int) (rate / 5L * TICK_NANOS / 1_000_000_000L);
    long ticks = seconds * 1_000_000_000L / TICK_NANOS;
    int life = (int) (LIFE_SECONDS * 1_000_000_000L / TICK_NANOS);
    List<long[]> startedAt = new ArrayList<>();
    long from = System.nanoTime();
    long sent = 0;
    int number = 0;
    for (int tick = 0; tick < ticks; tick++) {
      waitUntil(from + tick * TICK_NANOS);
      long now = System.currentTimeMillis();
      List<String> alerts = new ArrayList<>();
      startedAt.add(new long[] {number, now});
      long nanos = System.nanoTime();
      for (int i = 0; i < fresh; i++, number++) {
        alerts.add(alert("new", number, now, null));
        if (number % TIMED_ONE_IN == 0) {
          waiting
              .computeIfAbsent(service(number), missing -> new ConcurrentLinkedQueue<>())
              .add(new Timed(now, nanos));
        }
      }
      if (tick >= life) {
        long[] first = startedAt.get(tick - life);
        for (int i = 0; i < fresh; i++) {
          alerts.add(alert("new", (int) first[0] + i, first[1], now));
        }
      }
      for (int i = 0; i < again; i++) {
        int old = (int) ((tick * (long) again + i) % open);
        alerts.add(alert("open", old, begin + old % 1000, null));
      }
      send(producer, alerts);
      sent += alerts.size();
      if (tick % 10 == 5) {
        say(producer, tick / 10);
      }
    }
    producer.flush();
    return sent;
  }

  private void say(KafkaProducer<byte[], byte[]> producer, int turn) {
    List<String> ids = new ArrayList<>(opened);
    Incident incident = incidents.get(ids.get(turn % ids.size()));
    if (incident == null || incident.getResolvedAt() != null || incident.getMergedInto() != null) {
      return;
    }
    boolean isTaken = incident.getAcknowledgedBy() != null;
    IncidentCommand command =
        IncidentCommand.newBuilder()
            .setId("turn-" + turn)
            .setKind(isTaken ? IncidentCommandKind.UNACKNOWLEDGE : IncidentCommandKind.ACKNOWLEDGE)
            .setIncidentId(incident.getId())
            .setTimestamp(System.currentTimeMillis())
            .setAuthor("bench")
            .build();
    said.put(incident.getId(), System.nanoTime());
    post(
        producer,
        settings.get(SharedSettings.COMMANDS_TOPIC),
        incident.getId(),
        ResultJson.write(command));
  }

  private static String alert(String name, int number, long startsAt, @Nullable Long endsAt) {
    return """
        {"labels":{"alertname":"%s","service":"%s","severity":"warning","n":"%d"},\
        "annotations":{"summary":"%s %d of %s"},"startsAt":"%s"%s}"""
        .formatted(
            name,
            service(number),
            number,
            name,
            number,
            service(number),
            Instant.ofEpochMilli(startsAt),
            endsAt == null ? "" : ",\"endsAt\":\"" + Instant.ofEpochMilli(endsAt) + "\"");
  }

  /** Names that have nothing in common. */
  private static String service(int number) {
    long mixed = (number % SERVICES + 1) * 0x9E3779B97F4A7C15L;
    return "s" + Long.toString(mixed & Long.MAX_VALUE, 36);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, List<String> alerts) {
    for (int from = 0; from < alerts.size(); from += PER_BODY) {
      StringJoiner body = new StringJoiner(",", "[", "]");
      alerts.subList(from, Math.min(from + PER_BODY, alerts.size())).forEach(body::add);
      post(
          producer,
          settings.get(SharedSettings.ALERTS_IN_TOPIC),
          "source-" + from / PER_BODY,
          body.toString().getBytes(UTF_8));
    }
  }

  private static void post(
      KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  // what is read

  private void read() {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "enable.auto.commit", "false",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(settings.get(SharedSettings.INCIDENTS_TOPIC))
          .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!over.get()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
          take(ResultJson.read(record.value(), Incident.class), System.nanoTime());
        }
      }
    }
  }

  private void take(Incident incident, long now) {
    incidents.put(incident.getId(), incident);
    opened.add(incident.getId());
    if (incident.getChange() == IncidentChangeKind.ACKNOWLEDGED
        || incident.getChange() == IncidentChangeKind.UNACKNOWLEDGED) {
      Long from = said.remove(incident.getId());
      if (from != null) {
        statusMillis.add((now - from) / 1e6);
      }
    }
    for (AffectedService service : incident.getServices()) {
      Queue<Timed> timed = waiting.get(service.getService());
      if (timed != null) {
        seen(timed, incident.getLastAlertAt(), now);
      }
    }
  }

  private void seen(Queue<Timed> timed, long lastAlertAt, long now) {
    for (Timed first = timed.peek();
        first != null && first.startsAt() <= lastAlertAt;
        first = timed.peek()) {
      updateMillis.add((now - first.sentNanos()) / 1e6);
      timed.poll();
    }
  }
}
