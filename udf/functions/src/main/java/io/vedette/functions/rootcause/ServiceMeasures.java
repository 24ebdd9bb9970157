package io.vedette.functions.rootcause;

import io.vedette.schema.Series;
import io.vedette.schema.rootcause.ServiceWork;
import org.jspecify.annotations.Nullable;

/**
 * Which series measure requests, latency and errors of services, by their hash. Kept in memory
 * alone: series are announced again and again.
 *
 * <p>Cost of a sample: one look into a table, and nothing where no series measures any. Beyond the
 * bound all are forgotten, to be learned anew.
 */
public final class ServiceMeasures {

  /** Series known at most, a task. */
  private static final int MOST = 100_000;

  private static final int SMALLEST = 64;
  private static final long INTERVAL = 60_000;

  private long[] hashes = new long[SMALLEST];
  private @Nullable ServiceMeasure[] measures = new @Nullable ServiceMeasure[SMALLEST];
  private boolean[] percents = new boolean[SMALLEST];
  private int size;

  /** A series is announced. */
  public void announce(long hash, Series series) {
    int place = place(hash);
    if (measures[place] != null) {
      return;
    }
    ServiceMeasure measure = ServiceMeasure.of(series);
    if (measure != null) {
      if (size >= MOST) {
        clear(SMALLEST);
      } else if (2 * size >= hashes.length) {
        grow();
      }
      put(hash, measure, false);
    }
  }

  private void put(long hash, ServiceMeasure measure, boolean isPercent) {
    int place = place(hash);
    hashes[place] = hash;
    measures[place] = measure;
    percents[place] = isPercent;
    size++;
  }

  private void grow() {
    long[] oldHashes = hashes;
    @Nullable ServiceMeasure[] old = measures;
    boolean[] oldPercents = percents;
    clear(2 * oldHashes.length);
    for (int i = 0; i < old.length; i++) {
      ServiceMeasure measure = old[i];
      if (measure != null) {
        put(oldHashes[i], measure, oldPercents[i]);
      }
    }
  }

  private void clear(int capacity) {
    hashes = new long[capacity];
    measures = new @Nullable ServiceMeasure[capacity];
    percents = new boolean[capacity];
    size = 0;
  }

  /** Where a hash is, or would be. */
  private int place(long hash) {
    int mask = hashes.length - 1;
    int place = (int) (hash ^ hash >>> 32) & mask;
    while (measures[place] != null && hashes[place] != hash) {
      place = place + 1 & mask;
    }
    return place;
  }

  /** What a value of a series says of its service; null for nothing. */
  public @Nullable ServiceWork of(long hash, long timestamp, double value) {
    if (size == 0) {
      return null;
    }
    int place = place(hash);
    ServiceMeasure measure = measures[place];
    if (measure == null || !Double.isFinite(value) || value < 0) {
      return null;
    }
    percents[place] |= measure.kind() == ServiceMeasure.Kind.FAILING && value > 1.5;
    long end = -Math.floorDiv(-timestamp, INTERVAL) * INTERVAL;
    return measure.work(end, value, percents[place]);
  }
}
