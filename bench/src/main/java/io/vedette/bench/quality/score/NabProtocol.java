package io.vedette.bench.quality.score;

import io.vedette.bench.quality.data.NabFile;
import io.vedette.bench.quality.data.NabFile.Window;
import io.vedette.bench.quality.detector.ScoredSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The score of the Numenta Anomaly Benchmark: early detections are worth more, every window counts
 * once, false positives cost more the further they are from the window before.
 *
 * <pre>
 *   sigma(x)        = 2 / (1 + e^(5 x)) - 1, and -1 beyond x = 3
 *   in a window     the best detection counts: sigma(-(last - i + 1) / width) / sigma(-1) * tpWeight
 *   no detection    -fnWeight a window
 *   out of windows  sigma((i - last of the window before) / (its width - 1)) * fpWeight,
 *                   -fpWeight before the first window
 *   score           = 100 (raw - raw of no detection) / (windows * tpWeight - raw of no detection)
 * </pre>
 *
 * <p>The first 15 % of a file, at most 750 points, are for learning and do not count. There is one
 * threshold for all files: by the protocol the one that is best for the score, found with the
 * labels in hand; {@link #atOwnThreshold} takes the detector's own instead.
 *
 * <p>Lavin and Ahmad 2015, "Evaluating Real-Time Anomaly Detection Algorithms". As its own scorer
 * does it, a window all of which lies in the part for learning still counts among the windows.
 * Cost: sorts the points once, O(n log n).
 */
public final class NabProtocol {

  private static final double PROBATION_SHARE = 0.15;
  private static final double LONGEST_PROBATION = 750;
  private static final double FARTHEST = 3;

  /** A threshold no score reaches: the detector that says nothing. */
  private static final double NOTHING_DETECTED = Double.POSITIVE_INFINITY;

  private NabProtocol() {}

  /** What a detection and a false one are worth. */
  public enum Profile {
    /** Both alike. */
    STANDARD("standard", 1, 1, 0.11),
    /** False positives cost twice as much. */
    LOW_FALSE_POSITIVES("low FP", 1, 1, 0.22),
    /** A missed window costs twice as much. */
    LOW_FALSE_NEGATIVES("low FN", 1, 2, 0.11);

    private final String text;
    private final double truePositive;
    private final double falseNegative;
    private final double falsePositive;

    Profile(String text, double truePositive, double falseNegative, double falsePositive) {
      this.text = text;
      this.truePositive = truePositive;
      this.falseNegative = falseNegative;
      this.falsePositive = falsePositive;
    }

    /** Its name in tables. */
    public String text() {
      return text;
    }
  }

  /**
   * How a detector did.
   *
   * @param score 100 is perfect, 0 as good as a detector that says nothing; NaN when there is
   *     nothing to find
   * @param raw the score before it is put on that scale; scores of files add up to that of all
   * @param threshold least score that was a detection
   * @param detected windows with a detection
   * @param falsePositives detections out of windows
   */
  public record Result(
      double score, double raw, double threshold, int detected, int falsePositives) {}

  /** A file and what a detector said of it. */
  public record ScoredFile(NabFile file, ScoredSeries scored) {}

  private record Point(double score, double worth, int window) {
    private static final int OUTSIDE = -1;
  }

  /** The score with the one threshold that is best for this profile, as the protocol has it. */
  public static Result atBestThreshold(List<ScoredFile> files, Profile profile) {
    Tally tally = new Tally(files, profile);
    List<Point> points = new ArrayList<>(tally.points);
    points.sort(Comparator.comparingDouble(Point::score).reversed());
    Result best = tally.result(NOTHING_DETECTED);
    int i = 0;
    while (i < points.size()) {
      double threshold = points.get(i).score();
      for (; i < points.size() && points.get(i).score() == threshold; i++) {
        tally.detect(points.get(i));
      }
      Result result = tally.result(threshold);
      if (result.raw() > best.raw()) {
        best = result;
      }
    }
    return best;
  }

  /** The score with a given threshold. */
  public static Result at(double threshold, List<ScoredFile> files, Profile profile) {
    Tally tally = new Tally(files, profile);
    for (Point point : tally.points) {
      if (point.score() >= threshold) {
        tally.detect(point);
      }
    }
    return tally.result(threshold);
  }

  /** The score with the detector's own default threshold. */
  public static Result atOwnThreshold(List<ScoredFile> files, Profile profile) {
    return at(
        1,
        files.stream()
            .map(file -> new ScoredFile(file.file(), file.scored().withDetectionsAsScores()))
            .toList(),
        profile);
  }

  /** The raw score as detections are added. */
  private static final class Tally {

    private final Profile profile;
    private final List<Point> points = new ArrayList<>();
    private final int windows;
    private final Map<Integer, Double> worthByWindow = new HashMap<>();
    private double raw;
    private int detected;
    private int falsePositives;

    Tally(List<ScoredFile> files, Profile profile) {
      this.profile = profile;
      int count = 0;
      for (ScoredFile file : files) {
        addPoints(file, count);
        count += file.file().windows().size();
      }
      windows = count;
      for (Point point : points) {
        if (point.window() != Point.OUTSIDE
            && worthByWindow.put(point.window(), -profile.falseNegative) == null) {
          raw -= profile.falseNegative;
        }
      }
    }

    private void addPoints(ScoredFile scored, int firstWindow) {
      List<Window> windows = scored.file().windows();
      double[] scores = scored.scored().scores();
      int next = 0;
      for (int i = 0; i < scores.length; i++) {
        if (next < windows.size() && i > windows.get(next).last()) {
          next++;
        }
        boolean inside = next < windows.size() && i >= windows.get(next).first();
        if (i >= probation(scores.length)) {
          points.add(
              inside
                  ? new Point(scores[i], inside(windows.get(next), i), firstWindow + next)
                  : new Point(
                      scores[i],
                      next == 0 ? -profile.falsePositive : after(windows.get(next - 1), i),
                      Point.OUTSIDE));
        }
      }
    }

    private double inside(Window window, int i) {
      double position = -(window.last() - i + 1) / (double) window.width();
      return sigma(position) * profile.truePositive / sigma(-1);
    }

    private double after(Window window, int i) {
      double distance = (i - window.last()) / (window.width() - 1.0);
      return sigma(distance) * profile.falsePositive;
    }

    void detect(Point point) {
      if (point.window() == Point.OUTSIDE) {
        raw += point.worth();
        falsePositives++;
        return;
      }
      double before = worthByWindow.getOrDefault(point.window(), -profile.falseNegative);
      if (point.worth() > before) {
        detected += before == -profile.falseNegative ? 1 : 0;
        raw += point.worth() - before;
        worthByWindow.put(point.window(), point.worth());
      }
    }

    Result result(double threshold) {
      double none = -profile.falseNegative * worthByWindow.size();
      double perfect = windows * profile.truePositive;
      return new Result(
          100 * (raw - none) / (perfect - none), raw, threshold, detected, falsePositives);
    }
  }

  static double probation(int length) {
    return Math.min(Math.floor(PROBATION_SHARE * length), LONGEST_PROBATION);
  }

  static double sigma(double x) {
    return x > FARTHEST ? -1 : 2 / (1 + Math.exp(5 * x)) - 1;
  }
}
