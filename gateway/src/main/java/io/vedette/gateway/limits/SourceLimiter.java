package io.vedette.gateway.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Requests and bytes a second of each source. Bounded: so many sources are tracked; those beyond
 * share one allowance, so that made-up names buy nothing. A source whose buckets are full again is
 * forgotten when room is needed.
 */
public final class SourceLimiter {

  private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * What each source may do.
   *
   * @param requestsPerSecond requests
   * @param bytesPerSecond bytes of body, as sent
   * @param burst time whose allowance may be used at once
   * @param maxSources sources tracked
   */
  public record Allowance(
      double requestsPerSecond, double bytesPerSecond, Duration burst, int maxSources) {}

  private final Allowance allowance;
  private final LongSupplier nanoClock;
  private final Map<String, Buckets> bySource = new ConcurrentHashMap<>();
  private final Buckets others;
  private final AtomicLong lastSweep;

  /** A limiter; the clock gives monotonic nanoseconds. */
  public SourceLimiter(Allowance allowance, LongSupplier nanoClock) {
    this.allowance = allowance;
    this.nanoClock = nanoClock;
    long now = nanoClock.getAsLong();
    this.others = new Buckets(now);
    this.lastSweep = new AtomicLong(now - SWEEP_NANOS);
  }

  /**
   * Lets a request in, or says how long to wait.
   *
   * @param bytes of its body as far as known; the rest is charged later
   * @return nanoseconds to wait, 0 for let in and charged
   */
  public long tryEnter(String source, long bytes) {
    long now = nanoClock.getAsLong();
    Buckets buckets = bucketsOf(source, now);
    synchronized (buckets) {
      long wait = Math.max(buckets.requests.waitNanos(now), buckets.bytes.waitNanos(now));
      if (wait == 0) {
        buckets.requests.charge(1, now);
        buckets.bytes.charge((double) bytes, now);
      }
      return wait;
    }
  }

  /** Charges bytes that were not known when the request was let in. */
  public void charge(String source, long bytes) {
    long now = nanoClock.getAsLong();
    Buckets buckets = bucketsOf(source, now);
    synchronized (buckets) {
      buckets.bytes.charge((double) bytes, now);
    }
  }

  int tracked() {
    return bySource.size();
  }

  private Buckets bucketsOf(String source, long now) {
    Buckets known = bySource.get(source);
    if (known != null) {
      return known;
    }
    if (bySource.size() >= allowance.maxSources()) {
      sweep(now);
    }
    // A few more than the limit may get in at once, by as many as there are threads.
    return bySource.size() < allowance.maxSources()
        ? bySource.computeIfAbsent(source, name -> new Buckets(now))
        : others;
  }

  private void sweep(long now) {
    long last = lastSweep.get();
    if (now - last >= SWEEP_NANOS && lastSweep.compareAndSet(last, now)) {
      bySource.values().removeIf(buckets -> buckets.areFull(now));
    }
  }

  private final class Buckets {
    final TokenBucket requests;
    final TokenBucket bytes;

    Buckets(long now) {
      double seconds = allowance.burst().toMillis() / 1e3;
      double requestsPerSecond = allowance.requestsPerSecond();
      double bytesPerSecond = allowance.bytesPerSecond();
      requests = new TokenBucket(requestsPerSecond, requestsPerSecond * seconds, now);
      bytes = new TokenBucket(bytesPerSecond, bytesPerSecond * seconds, now);
    }

    synchronized boolean areFull(long now) {
      return requests.isFull(now) && bytes.isFull(now);
    }
  }
}
