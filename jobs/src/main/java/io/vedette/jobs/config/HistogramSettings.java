package io.vedette.jobs.config;

import io.vedette.functions.histogram.HistogramOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.util.List;

/** Settings of histograms. */
public final class HistogramSettings {

  private static final HistogramOptions DEFAULTS = HistogramOptions.defaults();

  /** Which quantiles. */
  public static final Setting<List<String>> QUANTILES =
      Setting.ofList(
              "histograms.quantiles",
              DEFAULTS.quantiles().stream().map(String::valueOf).toList(),
              "Quantiles derived of every histogram, each a series <name>{quantile}.")
          .checked(
              values ->
                  !values.isEmpty() && values.stream().allMatch(HistogramSettings::isQuantile),
              "be numbers above 0 and below 1");

  /** Whether buckets are scored too. */
  public static final Setting<Boolean> SCORE_BUCKETS =
      Setting.ofBoolean(
          "histograms.score-buckets",
          false,
          "Whether the series of the buckets are scored as well, each by its rate.");

  /** Least observations. */
  public static final Setting<Integer> MINIMUM_OBSERVATIONS =
      Setting.ofInt(
              "histograms.minimum-observations",
              DEFAULTS.minimumObservations(),
              "Observations from one scrape to the next below which a quantile has no value (NaN).")
          .between(1, 1_000_000);

  /** Most buckets. */
  public static final Setting<Integer> MAXIMUM_BUCKETS =
      Setting.ofInt(
              "histograms.maximum-buckets",
              DEFAULTS.maximumBuckets(),
              "Most buckets of a histogram; those beyond are counted and left out.")
          .between(2, 10_000);

  /** Open scrapes. */
  public static final Setting<Integer> OPEN_SCRAPES =
      Setting.ofInt(
              "histograms.open-scrapes",
              DEFAULTS.openScrapes(),
              "Most scrapes of a histogram that wait for buckets which come by another way, as those"
                  + " of other shards of remote write do.")
          .between(1, 100);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(QUANTILES, SCORE_BUCKETS, MINIMUM_OBSERVATIONS, MAXIMUM_BUCKETS, OPEN_SCRAPES);

  private HistogramSettings() {}

  /** The options they make. */
  public static HistogramOptions options(Settings settings) {
    return new HistogramOptions(
        settings.get(QUANTILES).stream().map(Double::valueOf).toList(),
        settings.get(MINIMUM_OBSERVATIONS),
        settings.get(MAXIMUM_BUCKETS),
        settings.get(OPEN_SCRAPES),
        settings.get(ScoringSettings.SERIES_RETENTION));
  }

  static boolean isQuantile(String text) {
    try {
      double quantile = Double.parseDouble(text);
      return quantile > 0 && quantile < 1;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }
}
