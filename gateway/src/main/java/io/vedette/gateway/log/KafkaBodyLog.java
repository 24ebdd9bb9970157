package io.vedette.gateway.log;

import io.vedette.formats.metrics.MetricFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bodies as Kafka records: key the source, value the body, headers its format and encoding.
 *
 * <p>Guarantee: {@link #append} never blocks and completes well only after every in-sync replica
 * has the record. Kafka's producer would block a caller for metadata or for room; here both waits
 * are zero. Metadata is fetched in the background, before the first body and ever after; room is
 * the business of the caller's budget, and running out of it fails at once.
 *
 * <p>A body that fails may have been stored all the same, as when the acknowledgement was lost: the
 * sender's next try then stores it twice, and the job scores each sample once.
 */
public final class KafkaBodyLog implements BodyLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaBodyLog.class);

  /** Room in a request for what Kafka puts round a body. */
  private static final int RECORD_OVERHEAD = 64 << 10;

  private static final int BATCH_BYTES = 128 << 10;
  private static final long OPEN_BATCHES = 128;

  /** Kafka adds it to the clock: the largest long would be a time long past. */
  private static final Duration NEVER = Duration.ofDays(3_650);

  /** So long a Kafka that is not ready is only getting there, or changing leaders. */
  private static final Duration STARTUP = Duration.ofSeconds(5);

  private static final Duration LINGER = Duration.ofMillis(2);

  private final Producer<byte[], byte[]> producer;
  private final Admin admin;
  private final List<String> topics;
  private final Options options;
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gateway-probe-kafka");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Readiness readiness = Readiness.not("Kafka was not reached yet");
  private volatile boolean closed;

  // of the prober's thread alone
  private boolean told;
  private long unreadySince = System.nanoTime();

  /**
   * What it needs to know.
   *
   * @param clientProperties for every Kafka client: where Kafka is, TLS, SASL
   * @param maxBodyBytes largest body
   * @param inFlightBytes bodies that may be on their way at once, bytes
   * @param deliveryTimeout until a body fails
   * @param probeInterval between two looks at Kafka
   */
  public record Options(
      Map<String, String> clientProperties,
      long maxBodyBytes,
      long inFlightBytes,
      Duration deliveryTimeout,
      Duration probeInterval) {}

  private KafkaBodyLog(
      Producer<byte[], byte[]> producer, Admin admin, List<String> topics, Options options) {
    this.producer = producer;
    this.admin = admin;
    this.topics = topics;
    this.options = options;
  }

  /** Opens it, whether Kafka is there or not. */
  public static KafkaBodyLog open(Collection<String> topics, Options options) {
    KafkaBodyLog log =
        new KafkaBodyLog(
            new KafkaProducer<>(
                producerConfiguration(options),
                new ByteArraySerializer(),
                new ByteArraySerializer()),
            Admin.create(adminConfiguration(options)),
            List.copyOf(topics),
            options);
    ScheduledFuture<?> unused =
        log.prober.scheduleWithFixedDelay(
            log::probe, 0, options.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
    return log;
  }

  /** The producer's configuration: what the guarantees need beats what the file says. */
  static Map<String, Object> producerConfiguration(Options options) {
    long deliveryMs = options.deliveryTimeout().toMillis();
    Map<String, Object> values = new HashMap<>(options.clientProperties());
    values.put(ProducerConfig.ACKS_CONFIG, "all");
    values.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    values.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    values.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    values.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    values.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryMs);
    values.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(200, deliveryMs / 2));
    values.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
    values.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    values.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        2 * options.inFlightBytes() + OPEN_BATCHES * BATCH_BYTES);
    values.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        (int) Math.min(Integer.MAX_VALUE, options.maxBodyBytes() + RECORD_OVERHEAD));
    // Bodies are packed already.
    values.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    // A topic without traffic must not be forgotten: the next body could not wait for it.
    values.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER.toMillis());
    values.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    values.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "vedette-gateway");
    return values;
  }

  private static Map<String, Object> adminConfiguration(Options options) {
    Map<String, Object> values = new HashMap<>(options.clientProperties());
    values.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    values.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "vedette-gateway-probe");
    return values;
  }

  @Override
  public CompletableFuture<Void> append(BodyRecord body) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    try {
      // What it returns is what the callback tells.
      Future<RecordMetadata> unused =
          producer.send(
              recordOf(body),
              (metadata, failure) -> {
                if (failure == null) {
                  stored.complete(null);
                } else {
                  stored.completeExceptionally(explain(body, failure));
                }
              });
    } catch (KafkaException | IllegalStateException notSent) {
      stored.completeExceptionally(explain(body, notSent));
    }
    return stored;
  }

  private static ProducerRecord<byte[], byte[]> recordOf(BodyRecord body) {
    List<Header> headers = new ArrayList<>(4);
    headers.add(header(MetricFormat.HEADER, body.format()));
    headers.add(header(MetricFormat.SOURCE_HEADER, body.source()));
    String encoding = body.encoding();
    if (encoding != null) {
      headers.add(header(MetricFormat.ENCODING_HEADER, encoding));
    }
    String mapping = body.mapping();
    if (mapping != null) {
      headers.add(header(MetricFormat.MAPPING_HEADER, mapping));
    }
    return new ProducerRecord<>(
        body.topic(), null, body.source().getBytes(StandardCharsets.UTF_8), body.body(), headers);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static BodyLogException explain(BodyRecord body, Exception failure) {
    boolean tooLarge = failure instanceof RecordTooLargeException;
    String message =
        tooLarge
            ? "a body of "
                + body.body().length
                + " bytes is larger than Kafka takes in topic "
                + body.topic()
            : "Kafka did not store a body in topic " + body.topic() + ": " + failure.getMessage();
    return new BodyLogException(
        tooLarge ? BodyLogException.Kind.TOO_LARGE : BodyLogException.Kind.UNAVAILABLE,
        message,
        failure);
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  private void probe() {
    Readiness seen = look();
    if (closed) {
      return;
    }
    if (seen.ready() != readiness.ready()) {
      told = false;
      unreadySince = System.nanoTime();
    }
    boolean patient = System.nanoTime() - unreadySince < STARTUP.toNanos();
    if (seen.ready() && !told) {
      LOG.info("Kafka is ready, topics {}", topics);
      told = true;
    } else if (!seen.ready() && !told && !patient) {
      LOG.warn("Kafka is not ready: {}", seen.reason());
      told = true;
    }
    readiness = seen;
  }

  /** Never throws: a probe that throws is not run again. */
  private Readiness look() {
    try {
      int timeoutMs = (int) Math.min(5_000, options.deliveryTimeout().toMillis());
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(timeoutMs))
          .nodes()
          .get(2L * timeoutMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return Readiness.not("Kafka cannot be reached: " + cause.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Readiness.not("the gateway is stopping");
    } catch (TimeoutException | RuntimeException failed) {
      return Readiness.not("Kafka cannot be reached: " + failed);
    }
    for (String topic : topics) {
      try {
        // Does not wait: asks for the topic's metadata if need be and says what is known.
        if (producer.partitionsFor(topic).stream().anyMatch(p -> p.leader() == null)) {
          return Readiness.not("topic " + topic + " has a partition without a leader");
        }
      } catch (RuntimeException unknown) {
        return Readiness.not("topic " + topic + " is not known yet: " + unknown.getMessage());
      }
    }
    return Readiness.READY;
  }

  @Override
  public void close(Duration patience) {
    closed = true;
    readiness = Readiness.not("the gateway is stopping");
    prober.shutdownNow();
    producer.close(patience);
    admin.close(Duration.ofSeconds(1));
  }
}
