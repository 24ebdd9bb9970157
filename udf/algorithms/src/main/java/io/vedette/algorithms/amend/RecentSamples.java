package io.vedette.algorithms.amend;

import io.vedette.schema.state.RecentSamplesRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one series that were judged of late, by time, with the band each was judged by.
 * Mutable: changed in place.
 *
 * <p>Bounded: the oldest goes when the newest comes. Memory: 49 bytes a sample, in arrays that grow
 * as they are needed, 1.6 KB for 32. Positions count from the oldest, 0. Adding in order is
 * constant, everything else linear in the samples kept.
 */
public final class RecentSamples {

  private static final int FIRST = 8;

  private final int capacity;
  private int size;
  private long[] timestamps;
  private double[] samples;
  private double[] expected;
  private double[] lower;
  private double[] upper;
  private double[] scores;
  private boolean[] anomalies;

  /**
   * None yet.
   *
   * @param capacity samples kept, at least 1
   */
  public RecentSamples(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, is " + capacity);
    }
    this.capacity = capacity;
    int room = Math.min(FIRST, capacity);
    timestamps = new long[room];
    samples = new double[room];
    expected = new double[room];
    lower = new double[room];
    upper = new double[room];
    scores = new double[room];
    anomalies = new boolean[room];
  }

  /** The living form of what was stored. */
  public static RecentSamples fromStored(RecentSamplesRecord stored) {
    RecentSamples recent = new RecentSamples(stored.getCapacity());
    for (int i = 0; i < stored.getTimestamps().size(); i++) {
      recent.insert(
          stored.getTimestamps().get(i),
          stored.getSamples().get(i),
          stored.getExpected().get(i),
          stored.getLower().get(i),
          stored.getUpper().get(i));
      recent.judge(recent.size - 1, stored.getScores().get(i), stored.getAnomalies().get(i));
    }
    return recent;
  }

  /** The form to store. */
  public RecentSamplesRecord toStored() {
    List<Long> times = new ArrayList<>(size);
    List<Boolean> out = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      times.add(timestamps[i]);
      out.add(anomalies[i]);
    }
    return new RecentSamplesRecord(
        capacity,
        times,
        list(samples),
        list(expected),
        list(lower),
        list(upper),
        list(scores),
        out);
  }

  private List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(values[i]);
    }
    return list;
  }

  /** A copy that shares nothing with this. */
  public RecentSamples copy() {
    RecentSamples copy = new RecentSamples(capacity);
    copy.size = size;
    copy.timestamps = timestamps.clone();
    copy.samples = samples.clone();
    copy.expected = expected.clone();
    copy.lower = lower.clone();
    copy.upper = upper.clone();
    copy.scores = scores.clone();
    copy.anomalies = anomalies.clone();
    return copy;
  }

  /**
   * Adds a sample at its place by time, with score 0 and no anomaly; the oldest goes when there is
   * no room.
   *
   * @return its position; -1 when it is older than all that are kept and there is no room
   */
  public int insert(long timestamp, double sample, double expected, double lower, double upper) {
    int at = size;
    while (at > 0 && timestamps[at - 1] > timestamp) {
      at--;
    }
    if (size == capacity) {
      if (at == 0) {
        return -1;
      }
      move(1, 0, at - 1);
      at--;
    } else {
      grow();
      move(at, at + 1, size - at);
      size++;
    }
    timestamps[at] = timestamp;
    samples[at] = sample;
    this.expected[at] = expected;
    this.lower[at] = lower;
    this.upper[at] = upper;
    judge(at, 0, false);
    return at;
  }

  private void grow() {
    if (size < timestamps.length) {
      return;
    }
    int room = Math.min(capacity, 2 * size);
    timestamps = Arrays.copyOf(timestamps, room);
    samples = Arrays.copyOf(samples, room);
    expected = Arrays.copyOf(expected, room);
    lower = Arrays.copyOf(lower, room);
    upper = Arrays.copyOf(upper, room);
    scores = Arrays.copyOf(scores, room);
    anomalies = Arrays.copyOf(anomalies, room);
  }

  private void move(int from, int to, int length) {
    System.arraycopy(timestamps, from, timestamps, to, length);
    System.arraycopy(samples, from, samples, to, length);
    System.arraycopy(expected, from, expected, to, length);
    System.arraycopy(lower, from, lower, to, length);
    System.arraycopy(upper, from, upper, to, length);
    System.arraycopy(scores, from, scores, to, length);
    System.arraycopy(anomalies, from, anomalies, to, length);
  }

  /** Position of the sample of this very time, or -1. */
  public int at(long timestamp) {
    int position = Arrays.binarySearch(timestamps, 0, size, timestamp);
    return Math.max(position, -1);
  }

  /**
   * Position of the first sample after a time: its band was made from what lies before. -1 when the
   * time is before all that are kept, or after.
   */
  public int after(long timestamp) {
    if (size == 0 || timestamp < timestamps[0] || timestamp >= timestamps[size - 1]) {
      return -1;
    }
    int at = size - 1;
    while (timestamps[at - 1] > timestamp) {
      at--;
    }
    return at;
  }

  /** Replaces a sample. */
  public void correct(int position, double sample) {
    samples[position] = sample;
  }

  /** Says what was found of a sample. */
  public void judge(int position, double score, boolean anomaly) {
    scores[position] = score;
    anomalies[position] = anomaly;
  }

  /** Samples kept. */
  public int size() {
    return size;
  }

  /** Event time, milliseconds. */
  public long timestamp(int position) {
    return timestamps[position];
  }

  /** The sample as it came. */
  public double sample(int position) {
    return samples[position];
  }

  /** What was expected. */
  public double expected(int position) {
    return expected[position];
  }

  /** Lower end of the band. */
  public double lower(int position) {
    return lower[position];
  }

  /** Upper end of the band. */
  public double upper(int position) {
    return upper[position];
  }

  /** Score, 0 to 1. */
  public double score(int position) {
    return scores[position];
  }

  /** Whether it was an anomaly. */
  public boolean isAnomaly(int position) {
    return anomalies[position];
  }

  /** Whether all that came since a time is kept. */
  public boolean covers(long since) {
    return size > 0 && timestamps[0] <= since;
  }

  /** Anomalies since a time, among those kept. */
  public int anomaliesSince(long since) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (anomalies[i] && timestamps[i] >= since) {
        count++;
      }
    }
    return count;
  }

  /** Highest score of an anomaly since a time, among those kept; 0 for none. */
  public double peakSince(long since) {
    double peak = 0;
    for (int i = 0; i < size; i++) {
      if (anomalies[i] && timestamps[i] >= since) {
        peak = Math.max(peak, scores[i]);
      }
    }
    return peak;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
