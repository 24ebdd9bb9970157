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
  /** Source. */
  CONTROLS_READ("controlsRead", "records", "Records of feedback, rules and models read."),
  /** Source. */
  CONTROLS_REJECTED("controlsRejected", "records", "Those of them that could not be read."),
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
  /** Scorer. */
  ANOMALIES_MUTED(
      "anomaliesMuted",
      "anomalies",
      "Samples that left their band and raise nothing, by a rule or because they are expected."),
  /** Scorer. */
  FEEDBACK_APPLIED("feedbackApplied", "commands", "Commands of feedback applied, UNDO included."),
  /** Scorer. */
  FEEDBACK_IGNORED(
      "feedbackIgnored", "commands", "Commands seen before, and UNDO of what is not known."),
  /** Scorer. */
  MODELS_INSTALLED("modelsInstalled", "models", "Trained models taken, or taken back."),
  /** Scorer. */
  MODELS_IGNORED("modelsIgnored", "models", "Trained models older than the one in use."),
  /** Scorer. */
  MODELS_DROPPED("modelsDropped", "models", "Times a model became stale, or worse live."),
  /** Scorer. */
  MODELS_RESUMED("modelsResumed", "models", "Times a dropped model was taken up again."),
  /** Scorer. */
  SHADOW_ANOMALIES(
      "shadowAnomalies", "anomalies", "Anomalies that models in shadow would have raised."),
  /** Scorer. */
  SHADOW_ALERTS("shadowAlerts", "alerts", "Alerts that models in shadow would have fired."),
  /** Silence. */
  SILENCE_FIRED("silenceFired", "alerts", "Findings of silence that began."),
  /** Silence. */
  SILENCE_RESOLVED("silenceResolved", "alerts", "Findings of silence that ended."),
  /** Silence. */
  SILENCE_NOT_TOLD(
      "silenceNotTold", "series", "Silent series beyond the findings a source may have open."),
  /** Source. */
  ALERTS_READ("alertsRead", "alerts", "Alerts of other tools read."),
  /** Source. */
  ALERTS_REJECTED("alertsRejected", "alerts", "Alerts of other tools that could not be read."),
  /** Grouping. */
  ALERTS_GROUPED("alertsGrouped", "alerts", "Alerts put into a cluster."),
  /** Grouping. */
  ALERTS_REPEATED("alertsRepeated", "alerts", "Alerts sent again, counted once."),
  /** Grouping. */
  CLUSTERS_OPENED("clustersOpened", "clusters", "Clusters that opened."),
  /** Grouping. */
  CLUSTERS_SPLIT("clustersSplit", "clusters", "Of those, clusters split from another."),
  /** Grouping. */
  CLUSTERS_MERGED("clustersMerged", "clusters", "Clusters merged into an older one.");

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
