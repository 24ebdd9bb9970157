package io.vedette.algorithms.train;

import io.vedette.algorithms.detect.CounterRate;
import java.util.Arrays;

/**
 * The history of one series as means on a regular grid, the newest {@code maxPoints} of it.
 *
 * <p>A point is the mean of the values of one step; a step without a value has no point. A counter
 * gives the rates between its samples ({@link CounterRate}), by the rule it is scored by. All
 * points lie the same distance behind the beginning of their step, the mean distance of the
 * samples: a series scraped every 15 seconds gets points in the middle of its steps, one recorded
 * on the hour gets points on the hour, so that its seasons keep their phase.
 *
 * <p>Memory: 16 bytes a point. Cost: constant a sample, no allocation but for growth. Not
 * thread-safe; {@link #clear} makes it ready for another series and keeps the memory.
 */
public final class HistoryGrid {

  private static final int FIRST_CAPACITY = 256;

  private final long step;
  private final int maxPoints;

  /** Steps since the epoch, and the mean of each; a ring once it is full. */
  private long[] steps;

  private double[] means;
  private int head;
  private int size;
  private long dropped;

  private long currentStep;
  private double currentMean;
  private long currentCount;
  private double meanDistance;
  private long values;

  private boolean rate;
  private long lastAt;
  private double last;

  /**
   * An empty grid.
   *
   * @param stepMillis step, milliseconds, above 0
   * @param maxPoints most points kept, above 0
   */
  public HistoryGrid(long stepMillis, int maxPoints) {
    if (stepMillis <= 0 || maxPoints <= 0) {
      throw new IllegalArgumentException(
          "step and points must be above 0: " + stepMillis + " ms, " + maxPoints + " points");
    }
    this.step = stepMillis;
    this.maxPoints = maxPoints;
    this.steps = new long[Math.min(FIRST_CAPACITY, maxPoints)];
    this.means = new double[steps.length];
    clear(false);
  }

  /**
   * Forgets everything.
   *
   * @param rate whether the next series is a counter, taken by its rate
   */
  public void clear(boolean rate) {
    this.rate = rate;
    head = 0;
    size = 0;
    dropped = 0;
    currentCount = 0;
    meanDistance = 0;
    values = 0;
    lastAt = Long.MIN_VALUE;
    last = Double.NaN;
  }

  /**
   * Adds a sample. One that is not newer than the one before it is ignored. One that is not finite
   * is no value, and a counter has no rate from it to the next.
   */
  public void add(long timestampMillis, double sample) {
    if (timestampMillis <= lastAt) {
      return;
    }
    double value = rate ? CounterRate.perSecond(last, lastAt, sample, timestampMillis) : sample;
    lastAt = timestampMillis;
    last = sample;
    if (Double.isFinite(sample) && Double.isFinite(value)) {
      take(timestampMillis, value);
    }
  }

  private void take(long timestampMillis, double value) {
    long at = Math.floorDiv(timestampMillis, step);
    if (currentCount > 0 && at != currentStep) {
      push();
    }
    currentStep = at;
    currentCount++;
    // a running mean: a sum of large values would overflow
    currentMean = currentCount == 1 ? value : currentMean + (value - currentMean) / currentCount;
    values++;
    meanDistance += (timestampMillis - at * step - meanDistance) / values;
  }

  private void push() {
    if (size == steps.length && size < maxPoints) {
      int capacity = (int) Math.min(maxPoints, 2L * size);
      steps = Arrays.copyOf(steps, capacity);
      means = Arrays.copyOf(means, capacity);
    }
    int place = (head + size) % steps.length;
    if (size == steps.length) {
      head = (head + 1) % steps.length;
      dropped++;
    } else {
      size++;
    }
    steps[place] = currentStep;
    means[place] = currentMean;
    currentCount = 0;
  }

  /** Number of points; ends the step begun last. */
  public int size() {
    if (currentCount > 0) {
      push();
    }
    return size;
  }

  /** Whether the points are rates. */
  public boolean isRate() {
    return rate;
  }

  /** Points given up because there were more than {@code maxPoints}; the oldest ones. */
  public long dropped() {
    return dropped;
  }

  /** Times of the points, milliseconds since the epoch, ascending; a copy. */
  public long[] timestamps() {
    long distance = Math.round(meanDistance);
    long[] times = new long[size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = steps[(head + i) % steps.length] * step + distance;
    }
    return times;
  }

  /** The points, in the order of their times; a copy. */
  public double[] values() {
    double[] points = new double[size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = means[(head + i) % steps.length];
    }
    return points;
  }
}
