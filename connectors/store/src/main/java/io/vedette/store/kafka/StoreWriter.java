package io.vedette.store.kafka;

import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import io.vedette.store.Position;
import io.vedette.store.ResultStore;
import io.vedette.store.SeriesCatalog;
import io.vedette.store.StoreBatch;
import io.vedette.store.StoreLostException;
import io.vedette.store.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of results and writes them to the store.
 *
 * <p>Guarantee: every committed record comes into the store, and counts once, as long as Kafka has
 * it when the store can be written again. A store or a Kafka that is down is tried again for ever,
 * at growing intervals; nothing else waits for it. Where to go on is kept in the store, beside the
 * records, so nothing is committed to Kafka and there is no consumer group. When the store is made
 * or opened anew under it, it goes on where the store says then: from the beginning of an empty
 * one.
 *
 * <p>Holds one batch in memory, see {@link StoreSettings#BATCH_RECORDS} and {@link
 * StoreSettings#BATCH_BYTES}.
 */
public final class StoreWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ResultStore store;
  private final Options options;
  private final SeriesCatalog catalog;
  private final Thread thread = new Thread(this::run, "store-writer");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile long lag;
  private volatile @Nullable String problem;
  private volatile @Nullable ResultConsumer consumer;

  /**
   * What it needs to know.
   *
   * @param clientProperties for the Kafka clients
   * @param topics names of topics and what they hold
   * @param batchRecords records of a batch
   * @param batchBytes bytes of a batch, about
   * @param batchInterval how long a record waits for others
   * @param retryMax longest wait until it is tried again
   */
  record Options(
      Map<String, String> clientProperties,
      Map<String, ResultTopic> topics,
      int batchRecords,
      long batchBytes,
      Duration batchInterval,
      Duration retryMax) {}

  private StoreWriter(ResultStore store, Options options, SeriesCatalog catalog) {
    this.store = store;
    this.options = options;
    this.catalog = catalog;
    this.thread.setDaemon(true);
  }

  /**
   * Starts it; neither Kafka nor the store need be there.
   *
   * @param settings those of the store and the shared ones
   */
  public static StoreWriter start(ResultStore store, Settings settings) {
    StoreWriter writer =
        new StoreWriter(
            store,
            new Options(
                KafkaClientProperties.of(settings),
                Stream.of(ResultTopic.values())
                    .collect(
                        Collectors.toUnmodifiableMap(
                            topic -> settings.get(topic.topic()), topic -> topic)),
                settings.get(StoreSettings.BATCH_RECORDS),
                settings.get(StoreSettings.BATCH_BYTES),
                settings.get(StoreSettings.BATCH_INTERVAL),
                settings.get(StoreSettings.RETRY_MAX)),
            new SeriesCatalog(
                settings.get(StoreSettings.SERVICE_LABELS),
                settings.get(StoreSettings.KNOWN_SERIES)));
    writer.thread.start();
    return writer;
  }

  /** How it does. */
  public WriterStatus status() {
    return new WriterStatus(
        stored.get(), malformed.get(), lost.get(), failures.get(), lag, problem);
  }

  private void run() {
    Backoff backoff = new Backoff();
    while (!isStopped()) {
      try (ResultConsumer reading =
          ResultConsumer.open(options.clientProperties(), options.topics(), store.positions())) {
        consumer = reading;
        lost.addAndGet(reading.lostBefore());
        backoff.succeeded();
        readOn(reading);
      } catch (WakeupException stopping) {
        LOG.debug("The store's writer was woken to stop");
      } catch (RuntimeException failed) {
        backoff.failed(failed);
      } finally {
        consumer = null;
      }
    }
  }

  private void readOn(ResultConsumer reading) {
    while (!isStopped()) {
      StoreBatch batch = new StoreBatch(catalog);
      long bytes = 0;
      long due = System.nanoTime() + options.batchInterval().toNanos();
      while (batch.records() < options.batchRecords() && bytes < options.batchBytes()) {
        long left = due - System.nanoTime();
        if (left <= 0 || isStopped()) {
          break;
        }
        ConsumerRecords<byte[], byte[]> polled = reading.poll(Duration.ofNanos(left));
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          bytes += Math.max(0, record.serializedValueSize());
          add(record, reading, batch);
        }
      }
      List<Position> moved = reading.takeMoved();
      if (!moved.isEmpty()) {
        moved.forEach(batch::add);
        writeUntilDone(batch);
      }
      lag = reading.lag();
    }
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record, ResultConsumer reading, StoreBatch batch) {
    byte[] value = record.value();
    if (value == null) {
      return; // of one forgotten: the store keeps it as long as it keeps any
    }
    ResultTopic topic = options.topics().get(record.topic());
    if (topic == null) {
      throw new IllegalStateException("read of a topic not asked for: " + record.topic());
    }
    try {
      topic.add(value, record.partition(), reading.version(record), batch);
    } catch (RuntimeException notOfTheTopic) {
      long count = malformed.incrementAndGet();
      if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th ...
        LOG.warn(
            "{}/{}/{} is passed over, it cannot be stored ({} so far): {}",
            record.topic(),
            record.partition(),
            record.offset(),
            count,
            notOfTheTopic.getMessage());
      }
    }
  }

  private void writeUntilDone(StoreBatch batch) {
    Backoff backoff = new Backoff();
    while (!isStopped()) {
      try {
        store.write(batch);
        backoff.succeeded();
        stored.addAndGet(batch.records());
        return;
      } catch (StoreLostException anew) {
        // what was stored before this batch may be gone: begin where the store says
        throw anew;
      } catch (RuntimeException failed) {
        // a store that is down, mostly; a defect, too, must neither lose the batch nor end the
        // writer
        backoff.failed(failed);
      }
    }
  }

  /** Waits longer each time; says each problem once. */
  private final class Backoff {

    private Duration wait = FIRST_RETRY;

    void failed(RuntimeException failure) {
      failures.incrementAndGet();
      String before = problem;
      problem = String.valueOf(failure.getMessage());
      if (before == null && !isStopped()) {
        LOG.warn("Results wait in Kafka until they can be stored: {}", problem, failure);
      }
      try {
        if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException ended) {
        stop.countDown();
        Thread.currentThread().interrupt();
      }
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(options.retryMax()) > 0 ? options.retryMax() : twice;
    }

    void succeeded() {
      if (problem != null) {
        LOG.info("Results are stored again");
        problem = null;
      }
      wait = FIRST_RETRY;
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  /** Ends it; what it has read but not written is read again at the next start. */
  @Override
  public void close() {
    stop.countDown();
    ResultConsumer reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      thread.join(PATIENCE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
