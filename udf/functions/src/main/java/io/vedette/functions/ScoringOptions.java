package io.vedette.functions;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeverityThresholds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How {@link ScoreMetric} scores.
 *
 * @param detector parameters of the detector
 * @param hysteresis when anomalies become an alert, and when it is over; its window must not be
 *     longer than the detector's {@code adoptAfter}, else a lasting shift would be normal before it
 *     fired
 * @param severity how severe a score is
 * @param seriesRetention how long a series is remembered after its last sample (processing time);
 *     must be longer than the interval in which sources announce their series
 * @param serviceLabels labels that may hold the service, the first that is set wins
 * @param countersAsRates whether counters are scored by their rate in units per second
 * @param models how far trained models are trusted
 * @param feedback what feedback does
 * @param mostRules rules that are kept, at least 1; one more is refused
 * @param repeatEvery how often an alert that goes on firing is said again (event time), so that
 *     those behind do not forget it; each series at a time of its own
 * @param emitScores whether every sample's score is emitted to {@link ScoreMetric#SCORES}
 */
public record ScoringOptions(
    DetectorParameters detector,
    Hysteresis hysteresis,
    SeverityThresholds severity,
    Duration seriesRetention,
    List<String> serviceLabels,
    boolean countersAsRates,
    ModelOptions models,
    FeedbackOptions feedback,
    int mostRules,
    Duration repeatEvery,
    boolean emitScores)
    implements Serializable {

  private static final ScoringOptions DEFAULTS =
      new ScoringOptions(
          DetectorParameters.defaults(),
          Hysteresis.defaults(),
          SeverityThresholds.defaults(),
          Duration.ofDays(7),
          List.of("service", "service_name", "app", "job"),
          true,
          ModelOptions.defaults(),
          FeedbackOptions.defaults(),
          500,
          Duration.ofHours(1),
          false);

  /** Checks what no option checks by itself. */
  public ScoringOptions {
    if (hysteresis.window() > detector.adoptAfter()) {
      throw new IllegalArgumentException(
          "the hysteresis window ("
              + hysteresis.window()
              + " samples) must not be longer than adoptAfter ("
              + detector.adoptAfter()
              + " samples): a lasting shift would be normal before it fired");
    }
    if (seriesRetention.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "seriesRetention must be at least 1 second, is " + seriesRetention);
    }
    if (mostRules < 1) {
      throw new IllegalArgumentException("mostRules must be at least 1, is " + mostRules);
    }
    if (repeatEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "repeatEvery must be at least 1 second, is " + repeatEvery);
    }
    serviceLabels = List.copyOf(serviceLabels);
  }

  /**
   * Detector, hysteresis and severity by their own defaults, 7 days, labels service, service_name,
   * app, job; counters as rates, 500 rules, alerts said again each hour, scores not emitted.
   */
  public static ScoringOptions defaults() {
    return DEFAULTS;
  }

  /** These, with another detector. */
  public ScoringOptions withDetector(DetectorParameters value) {
    return new ScoringOptions(
        value,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        feedback,
        mostRules,
        repeatEvery,
        emitScores);
  }

  /** These, with another hysteresis. */
  public ScoringOptions withHysteresis(Hysteresis value) {
    return new ScoringOptions(
        detector,
        value,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        feedback,
        mostRules,
        repeatEvery,
        emitScores);
  }

  /** These, with counters as rates or as they are. */
  public ScoringOptions withCountersAsRates(boolean value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        value,
        models,
        feedback,
        mostRules,
        repeatEvery,
        emitScores);
  }

  /** These, trusting models otherwise. */
  public ScoringOptions withModels(ModelOptions value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        value,
        feedback,
        mostRules,
        repeatEvery,
        emitScores);
  }

  /** These, with feedback doing otherwise. */
  public ScoringOptions withFeedback(FeedbackOptions value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        value,
        mostRules,
        repeatEvery,
        emitScores);
  }

  /** These, with at most so many rules. */
  public ScoringOptions withMostRules(int value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        feedback,
        value,
        repeatEvery,
        emitScores);
  }

  /** These, with alerts that go on firing said again so often. */
  public ScoringOptions withRepeatEvery(Duration value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        feedback,
        mostRules,
        value,
        emitScores);
  }

  /** These, with every score emitted or not. */
  public ScoringOptions withEmitScores(boolean value) {
    return new ScoringOptions(
        detector,
        hysteresis,
        severity,
        seriesRetention,
        serviceLabels,
        countersAsRates,
        models,
        feedback,
        mostRules,
        repeatEvery,
        value);
  }
}
