package io.vedette.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends samples without pause from a thread of its own, each with a value no other has, and keeps
 * those that were acknowledged. What was not acknowledged is not sent again: whether it arrived
 * nobody knows.
 */
final class SampleFeed implements AutoCloseable {

  private static final int SERIES = 20;

  /** Event time of value 0; an hour back, so that the feed never runs ahead of the clock. */
  private static final long BEGINNING = System.currentTimeMillis() - 3_600_000;

  private static final long MS_A_ROUND = 100;

  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Transport transport;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;
  private long lastValue;

  /** Where bodies go. */
  interface Transport {
    /** Whether the body was acknowledged. */
    boolean send(String jsonPush) throws InterruptedException;
  }

  SampleFeed(Transport transport) {
    this(transport, 0);
  }

  /** Goes on where another feed ended. */
  SampleFeed(Transport transport, long lastValue) {
    this.transport = transport;
    this.lastValue = lastValue;
    this.thread = new Thread(this::run, "feed");
    thread.start();
  }

  private void run() {
    try {
      while (!stopped) {
        List<Long> values = new ArrayList<>();
        if (transport.send(nextBody(values))) {
          acknowledged.addAll(values);
        }
        Thread.sleep(5); // the rate of the load, not a wait for anything
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private String nextBody(List<Long> values) {
    long time = BEGINNING + (lastValue / SERIES + 1) * MS_A_ROUND;
    StringJoiner series = new StringJoiner(",", "{\"series\":[", "]}");
    for (int i = 0; i < SERIES; i++) {
      long value = ++lastValue;
      values.add(value);
      series.add(
          "{\"labels\":{\"__name__\":\"load\",\"series\":\"%d\"},\"kind\":\"gauge\",\"samples\":[[%d,%d]]}"
              .formatted(i, time, value));
    }
    return series.toString();
  }

  /** Values acknowledged so far; grows while the feed runs. */
  Set<Long> acknowledged() {
    if (failure != null) {
      throw failure;
    }
    return acknowledged;
  }

  /** The last value sent; ask after closing. */
  long lastValue() {
    return lastValue;
  }

  /** Sends no more; what was under way is decided when this returns. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    acknowledged();
  }
}
