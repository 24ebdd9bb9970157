package io.vedette.bench.quality.score;

import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.ScoredSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts in weeks in which there was nothing to find: by the detector's own default threshold and
 * the default rule by which anomalies become an alert ({@link Hysteresis}), as a user gets them.
 *
 * <p>Weeks are counted from the first point of a series, its cold start included; a last week that
 * is cut short does not count, nor does a week with a labelled point. An alert belongs to the week
 * in which it begins to fire.
 */
public final class FalseAlarms {

  private static final long WEEK = Duration.ofDays(7).toMillis();

  private FalseAlarms() {}

  /**
   * False alarms of one or more series.
   *
   * @param weeks weeks of a series without a label
   * @param alerts alerts in them
   */
  public record Tally(int weeks, int alerts) {

    /** Alerts a series and week; NaN when there was no such week. */
    public double perWeek() {
      return alerts / (double) weeks;
    }

    /** Both together. */
    public Tally plus(Tally other) {
      return new Tally(weeks + other.weeks, alerts + other.alerts);
    }
  }

  /** Counts the weeks of a series without a label, and the alerts in them. */
  public static Tally of(ScoredSeries scored) {
    MetricSeries series = scored.series();
    boolean[] labelled = labelledWeeks(series);
    int weeks = 0;
    for (boolean week : labelled) {
      weeks += week ? 0 : 1;
    }
    int alerts = 0;
    for (int start : alerts(scored)) {
      int week = week(series, start);
      alerts += week < labelled.length && !labelled[week] ? 1 : 0;
    }
    return new Tally(weeks, alerts);
  }

  /** Points at which an alert begins to fire. */
  static List<Integer> alerts(ScoredSeries scored) {
    Hysteresis rule = Hysteresis.defaults();
    long[] timestamps = scored.series().timestamps();
    List<Integer> starts = new ArrayList<>();
    long state = Hysteresis.INITIAL;
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < timestamps.length; i++) {
      if (timestamps[i] <= newest) {
        continue; // late or doubled: neither starts nor ends an alert
      }
      newest = timestamps[i];
      boolean wasFiring = Hysteresis.isFiring(state);
      state = rule.next(state, scored.anomalies()[i]);
      if (Hysteresis.isFiring(state) && !wasFiring) {
        starts.add(i);
      }
    }
    return starts;
  }

  /** For each whole week whether it has a labelled point. */
  private static boolean[] labelledWeeks(MetricSeries series) {
    boolean[] labelled = new boolean[wholeWeeks(series.timestamps())];
    for (int i = 0; i < series.length(); i++) {
      int week = week(series, i);
      if (series.labels()[i] && week < labelled.length) {
        labelled[week] = true;
      }
    }
    return labelled;
  }

  private static int week(MetricSeries series, int i) {
    return (int) ((series.timestamps()[i] - series.timestamps()[0]) / WEEK);
  }

  /** The last point stands for the time until the next would have come. */
  private static int wholeWeeks(long[] timestamps) {
    int last = timestamps.length - 1;
    if (last < 1) {
      return 0;
    }
    long step = timestamps[last] - timestamps[last - 1];
    return (int) ((timestamps[last] + step - timestamps[0]) / WEEK);
  }
}
