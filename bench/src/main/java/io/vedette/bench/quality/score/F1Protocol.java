package io.vedette.bench.quality.score;

import io.vedette.bench.quality.detector.ScoredSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * F1 of what a detector finds, against labels.
 *
 * <ul>
 *   <li><em>Delay-adjusted</em>, as the AIOps challenge of 2018 counts it: what matters is that an
 *       anomaly is found soon. A labelled segment counts, whole, as found when a point of it that
 *       lies at most {@code delay} points after its first was found; else, whole, as missed. Points
 *       found out of segments are false positives.
 *   <li><em>Pointwise</em>: every labelled point is to be found by itself.
 * </ul>
 *
 * <p>Points before {@link io.vedette.bench.quality.data.MetricSeries#scoredFrom} do not count.
 *
 * <p>Over several series it is <em>pooled</em> (counts added, so that long segments dominate) or
 * <em>macro</em> (mean of the F1 of each series). A threshold that is "best" was found with the
 * labels in hand: it says how well scores of different series compare, not what a user gets. That
 * is what {@link #atOwnThreshold} says.
 *
 * <p>Ren et al. 2019, "Time-Series Anomaly Detection Service at Microsoft", section 5.2. Cost:
 * sorts the points once, O(n log n).
 */
public final class F1Protocol {

  private final int delay;
  private final int longestSegment;

  private F1Protocol(int delay, int longestSegment) {
    this.delay = delay;
    this.longestSegment = longestSegment;
  }

  /**
   * Segments must be found at most so many points after their first.
   *
   * @param delay 0 or more; 7 in the challenge
   */
  public static F1Protocol delayAdjusted(int delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("delay must be 0 or more, is " + delay);
    }
    return new F1Protocol(delay, Integer.MAX_VALUE);
  }

  /** Every labelled point by itself. */
  public static F1Protocol pointwise() {
    return new F1Protocol(0, 1);
  }

  /**
   * The best that one threshold for all series gives.
   *
   * @param f1 the figure
   * @param threshold least score that was found
   */
  public record Best(double f1, double threshold) {}

  /** Points that are found together: a segment, or a single point out of segments. */
  private record Finding(int series, double score, int points, boolean isSegment) {}

  /** What the detector's own default threshold finds in a series. */
  public Counts atOwnThreshold(ScoredSeries scored) {
    return at(1, scored.withDetectionsAsScores());
  }

  /** What is found in a series by a threshold. */
  public Counts at(double threshold, ScoredSeries scored) {
    Counts counts = Counts.NONE;
    for (Finding finding : findings(List.of(scored))) {
      int points = finding.points();
      if (finding.score() >= threshold) {
        counts =
            counts.plus(finding.isSegment() ? new Counts(points, 0, 0) : new Counts(0, points, 0));
      } else if (finding.isSegment()) {
        counts = counts.plus(new Counts(0, 0, points));
      }
    }
    return counts;
  }

  /** One threshold for all, the best for the counts added up. */
  public Best bestPooled(List<ScoredSeries> all) {
    return best(all, false);
  }

  /** One threshold for all, the best for the mean of the F1 of each. */
  public Best bestMacro(List<ScoredSeries> all) {
    return best(all, true);
  }

  /** What is found in a series by the threshold that is best for it alone. */
  public Counts atBestThreshold(ScoredSeries scored) {
    return at(bestPooled(List.of(scored)).threshold(), scored);
  }

  private Best best(List<ScoredSeries> all, boolean macro) {
    List<Finding> findings = findings(all);
    findings.sort(Comparator.comparingDouble(Finding::score).reversed());
    Sweep sweep = new Sweep(all.size(), findings);
    Best best = new Best(0, Double.POSITIVE_INFINITY);
    int i = 0;
    while (i < findings.size()) {
      double threshold = findings.get(i).score();
      for (; i < findings.size() && findings.get(i).score() == threshold; i++) {
        sweep.find(findings.get(i));
      }
      double f1 = macro ? sweep.macro() : sweep.pooled();
      if (f1 > best.f1()) {
        best = new Best(f1, threshold);
      }
    }
    return best;
  }

  private List<Finding> findings(List<ScoredSeries> all) {
    List<Finding> findings = new ArrayList<>();
    for (int series = 0; series < all.size(); series++) {
      boolean[] labels = all.get(series).series().labels();
      double[] scores = all.get(series).scores();
      int i = all.get(series).series().scoredFrom();
      while (i < labels.length) {
        int end = i + 1;
        double score = scores[i];
        if (labels[i]) {
          for (; end < labels.length && labels[end] && end - i < longestSegment; end++) {
            score = end - i <= delay ? Math.max(score, scores[end]) : score;
          }
        }
        findings.add(new Finding(series, score, end - i, labels[i]));
        i = end;
      }
    }
    return findings;
  }

  /** Counts as the threshold falls. */
  private static final class Sweep {

    private final long[] truePositives;
    private final long[] falsePositives;
    private final long[] toFind;
    private final double[] f1;
    private long allTruePositives;
    private long allFalsePositives;
    private long allToFind;
    private double sumOfF1;

    Sweep(int series, List<Finding> findings) {
      truePositives = new long[series];
      falsePositives = new long[series];
      toFind = new long[series];
      f1 = new double[series];
      for (Finding finding : findings) {
        if (finding.isSegment()) {
          toFind[finding.series()] += finding.points();
          allToFind += finding.points();
        }
      }
    }

    void find(Finding finding) {
      int of = finding.series();
      if (finding.isSegment()) {
        truePositives[of] += finding.points();
        allTruePositives += finding.points();
      } else {
        falsePositives[of] += finding.points();
        allFalsePositives += finding.points();
      }
      sumOfF1 -= f1[of];
      f1[of] = Counts.f1(truePositives[of], falsePositives[of], toFind[of] - truePositives[of]);
      sumOfF1 += f1[of];
    }

    double pooled() {
      return Counts.f1(allTruePositives, allFalsePositives, allToFind - allTruePositives);
    }

    double macro() {
      return sumOfF1 / f1.length;
    }
  }
}
