package io.vedette.schema;

/**
 * Every metric our Flink operators report, by name, unit and meaning. They balance:
 *
 * <pre>
 *   samplesRead   = samplesScored + samplesWarmingUp + samplesStale + samplesDuplicate
 *                 + samplesLate + samplesPaused + samplesAmended + samplesCorrected
 *   bodiesRead    = bodies decoded whole + bodiesRejected
 *   deadLetters   = one or more for every rejected body and every late sample
 * </pre>
 */
public enum JobMetric {
  /** Source. */
  BODIES_READ("bodiesRead", "bodies", "Kafka records or file blocks handed to a decoder."),
  /** Source. */
  BODIES_REJECTED("bodiesRejected", "bodies", "Bodies of which a part or all could not be read."),
  /** Source. */
  SAMPLES_READ("samplesRead", "samples", "Samples decoded and sent on to the scorer."),
  /** Source. */
  SAMPLES_REJECTED("samplesRejected", "samples", "Samples refused while decoding."),
  /** Source. */
  SERIES_ANNOUNCED("seriesAnnounced", "series", "Times a series was sent on with its labels."),
  /** Scorer. */
  SAMPLES_SCORED("samplesScored", "samples", "Samples scored and learned from."),
  /** Scorer. */
  SAMPLES_WARMING_UP("samplesWarmingUp", "samples", "Samples learned from, too early to score."),
  /** Scorer. */
  SAMPLES_STALE("samplesStale", "samples", "Stale markers and values that are not numbers."),
  /** Scorer. */
  SAMPLES_DUPLICATE("samplesDuplicate", "samples", "Samples seen before, ignored."),
  /** Scorer. */
  SAMPLES_LATE(
      "samplesLate", "samples", "Samples older than the newest of their series, too old to amend."),
  /** Scorer. */
  SAMPLES_PAUSED(
      "samplesPaused", "samples", "Samples scored and learned from while their source lagged."),
  /** Scorer. */
  SAMPLES_AMENDED("samplesAmended", "samples", "Late samples that were scored, not learned from."),
  /** Scorer. */
  SAMPLES_CORRECTED(
      "samplesCorrected", "samples", "Samples that replaced the value of an earlier one."),
  /** Scorer. */
  ANOMALIES("anomalies", "anomalies", "Samples that left their band."),
  /** Scorer. */
  ALERTS_FIRED("alertsFired", "alerts", "Alerts that began to fire."),
  /** Scorer. */
  ALERTS_RESOLVED("alertsResolved", "alerts", "Alerts that were resolved."),
  /** Silence. */
  SILENCE_FIRED("silenceFired", "alerts", "Findings of silence that began."),
  /** Silence. */
  SILENCE_RESOLVED("silenceResolved", "alerts", "Findings of silence that ended."),
  /** Silence. */
  SILENCE_NOT_TOLD(
      "silenceNotTold", "series", "Silent series beyond the findings a source may have open.");

  private final String id;
  private final String unit;
  private final String meaning;

  JobMetric(String id, String unit, String meaning) {
    this.id = id;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** Name as registered with Flink. */
  public String id() {
    return id;
  }

  /** What one count stands for. */
  public String unit() {
    return unit;
  }

  /** What is counted. */
  public String meaning() {
    return meaning;
  }
}
