package io.vedette.jobs.launch;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a training run came to, over all its series.
 *
 * <pre>
 *   series  = trained + not trained
 *   trained = champions + shadows + those rejected that were trained
 * </pre>
 *
 * @param run name of the run
 * @param byStatus series by what became of them
 * @param trained series a model could be trained for
 * @param betterThanNaive of those, the ones whose error is below the seasonal naive forecast's
 * @param medianMase over the trained ones; NaN without any
 * @param medianCoverage likewise
 * @param rejections why series were rejected, numbers left out, most frequent first
 * @param samples read
 * @param refused samples, lines or bodies that could not be read
 * @param took from the start to the last model
 * @param alerts of other tools, or recorded, that were read
 * @param names what became of the names of each environment, by its name
 */
public record TrainingSummary(
    String run,
    Map<ModelStatus, Long> byStatus,
    long trained,
    long betterThanNaive,
    double medianMase,
    double medianCoverage,
    List<Map.Entry<String, Long>> rejections,
    long samples,
    long refused,
    Duration took,
    long alerts,
    SortedMap<String, Names> names) {

  /**
   * What became of the names of an environment.
   *
   * @param status whether they are used
   * @param reason why
   */
  public record Names(ModelStatus status, String reason) {}

  /** Series with history. */
  public long series() {
    return byStatus.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Gathers the records of a run, each series once. */
  static final class Builder {

    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final String run;
    private final Set<Long> seen = new HashSet<>();
    private final Map<ModelStatus, Long> byStatus = new EnumMap<>(ModelStatus.class);
    private final Map<String, Long> rejections = new HashMap<>();
    private final List<Double> mases = new ArrayList<>();
    private final List<Double> coverages = new ArrayList<>();
    private final SortedMap<String, Names> names = new TreeMap<>();
    private long trained;
    private long better;
    private long alerts;

    Builder(String run) {
      this.run = run;
    }

    /** Adds a record; one of another run, or of a series that was added, is passed over. */
    void add(ModelRecord model) {
      if (!model.getVersion().equals(run) || !seen.add(SeriesHash.ofHex(model.getSeriesId()))) {
        return;
      }
      byStatus.merge(model.getStatus(), 1L, Long::sum);
      if (model.getStatus() == ModelStatus.REJECTED) {
        rejections.merge(kind(model.getReason()), 1L, Long::sum);
      }
      if (model.getFamily().isEmpty()) {
        return;
      }
      trained++;
      ModelFigures figures = model.getFigures();
      if (figures.getMase() < figures.getNaiveMase()) {
        better++;
      }
      addIfKnown(figures.getMase(), mases);
      addIfKnown(figures.getCoverage(), coverages);
    }

    /** Adds a model of names; one of another run is passed over. */
    void addNames(NamesModelRecord model) {
      if (model.getVersion().equals(run)) {
        names.put(model.getEnvironment(), new Names(model.getStatus(), model.getReason()));
      }
    }

    void addAlerts(long count) {
      alerts += count;
    }

    private static void addIfKnown(double figure, List<Double> figures) {
      if (!Double.isNaN(figure)) {
        figures.add(figure);
      }
    }

    /** A reason without what differs from series to series. */
    private static String kind(String reason) {
      int detail = reason.indexOf(':');
      String kind = detail > 0 ? reason.substring(0, detail) : reason;
      return NUMBERS.matcher(kind).replaceAll("n");
    }

    TrainingSummary build(long samples, long refused, Duration took) {
      return new TrainingSummary(
          run,
          byStatus,
          trained,
          better,
          median(mases),
          median(coverages),
          rejections.entrySet().stream()
              .sorted(
                  Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .toList(),
          samples,
          refused,
          took,
          alerts,
          names);
    }

    private static double median(List<Double> figures) {
      if (figures.isEmpty()) {
        return Double.NaN;
      }
      Collections.sort(figures);
      int middle = figures.size() / 2;
      return figures.size() % 2 == 1
          ? figures.get(middle)
          : (figures.get(middle - 1) + figures.get(middle)) / 2;
    }
  }
}
