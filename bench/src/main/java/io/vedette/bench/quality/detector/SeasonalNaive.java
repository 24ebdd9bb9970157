package io.vedette.bench.quality.detector;

import java.time.Duration;
import java.util.Arrays;

/**
 * What was at the same time a week before is expected, else what was a day before; the error counts
 * in units of the usual error.
 *
 * <p>Usual is the median of the last {@value #REMEMBERED} absolute errors, times 1.4826 so that for
 * normal noise it is the standard deviation. An anomaly is more than {@value #THRESHOLD} of it
 * away: the cutoff for this "modified z-score" of Iglewicz and Hoaglin 1993. The unit is at least 1
 * % of what is expected, as in {@link Ewma}. Keeps the whole series.
 */
public final class SeasonalNaive implements BenchDetector {

  private static final double THRESHOLD = 3.5;
  private static final int REMEMBERED = 2048;
  private static final int LEAST_REMEMBERED = 30;

  /** Points after which the median is taken anew. */
  private static final int REFRESH = 64;

  private static final double CONSISTENCY = 1.4826;
  private static final double SMALLEST_SCALE = 1e-9;
  private static final double SMALLEST_RELATIVE_SCALE = 0.01;

  @Override
  public String name() {
    return "seasonal naive";
  }

  @Override
  public SeriesScorer newSeries() {
    return new Scorer();
  }

  private static final class Scorer implements SeriesScorer {

    private final Lag week = new Lag(Duration.ofDays(7).toMillis());
    private final Lag day = new Lag(Duration.ofDays(1).toMillis());
    private final double[] errors = new double[REMEMBERED];
    private long[] timestamps = new long[1024];
    private double[] values = new double[1024];
    private int length;
    private long count;
    private double scale;
    private boolean anomaly;

    @Override
    public double score(long timestampMillis, double value) {
      int before = week.find(timestamps, length, timestampMillis);
      if (before < 0) {
        before = day.find(timestamps, length, timestampMillis);
      }
      double score = before < 0 ? 0 : scoreError(value, values[before]);
      anomaly = score > THRESHOLD;
      append(timestampMillis, value);
      return score;
    }

    private double scoreError(double value, double expected) {
      double error = Math.abs(value - expected);
      double unit = Math.max(scale, SMALLEST_RELATIVE_SCALE * Math.abs(expected));
      double score = count < LEAST_REMEMBERED ? 0 : error / unit;
      errors[(int) (count % REMEMBERED)] = error;
      count++;
      if (count == LEAST_REMEMBERED || count % REFRESH == 0) {
        scale = Math.max(CONSISTENCY * median(), SMALLEST_SCALE);
      }
      return score;
    }

    private double median() {
      double[] sorted = Arrays.copyOf(errors, (int) Math.min(count, REMEMBERED));
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    private void append(long timestampMillis, double value) {
      if (length == timestamps.length) {
        timestamps = Arrays.copyOf(timestamps, 2 * length);
        values = Arrays.copyOf(values, 2 * length);
      }
      timestamps[length] = timestampMillis;
      values[length] = value;
      length++;
    }

    @Override
    public boolean isAnomaly() {
      return anomaly;
    }
  }

  /** Finds the newest point that is at least so old; asked with ever later times. */
  private static final class Lag {

    private final long millis;
    private int next;

    Lag(long millis) {
      this.millis = millis;
    }

    /** Its index, or -1 when the series is younger, or has a gap of an hour there. */
    int find(long[] timestamps, int length, long now) {
      long wanted = now - millis;
      while (next < length && timestamps[next] <= wanted) {
        next++;
      }
      int found = next - 1;
      return found >= 0 && wanted - timestamps[found] <= Duration.ofHours(1).toMillis()
          ? found
          : -1;
    }
  }
}
