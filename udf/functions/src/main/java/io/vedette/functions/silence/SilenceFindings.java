package io.vedette.functions.silence;

import io.vedette.functions.AlertIdentity;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import io.vedette.schema.silence.SilentSeriesRecord;
import io.vedette.schema.silence.SourceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what is known of a source into the alerts that say it. */
final class SilenceFindings {

  /** What can be found of a source as a whole. */
  enum OfSource {
    /** {@code up} is 0: Prometheus cannot scrape the target. */
    TARGET_NOT_SCRAPED("TargetNotScraped", Severity.CRITICAL),
    /** Most of its series fell silent. */
    SOURCE_SILENT("SourceSilent", Severity.CRITICAL),
    /** Most of its series come long after their time. */
    SOURCE_LAGGING("SourceLagging", Severity.WARNING);

    private final String alert;
    private final Severity severity;

    OfSource(String alert, Severity severity) {
      this.alert = alert;
      this.severity = severity;
    }

    /** Name of the alert. */
    String alert() {
      return alert;
    }
  }

  private static final String SERIES_SILENT = "SeriesSilent";
  private static final String SERIES_ENDED = "SeriesEnded";
  private static final String DETECTOR = "silence";
  private static final String ONLINE = "online";

  private SilenceFindings() {}

  static Alert firing(OfSource finding, long source, SourceRecord state, long startsAt, long now) {
    return ofSource(
        finding, AlertStatus.FIRING, source, state, startsAt, now, says(finding, state));
  }

  static Alert resolved(
      OfSource finding, long source, SourceRecord state, long startsAt, long now, String why) {
    return ofSource(
        finding, AlertStatus.RESOLVED, source, state, startsAt, now, who(state) + " " + why);
  }

  static Alert firing(SilentSeriesRecord series, long now) {
    String summary =
        who(series)
            + (series.getEnded()
                ? " ended (stale marker); its source goes on"
                : " no longer reports; its source goes on");
    return ofSeries(series, AlertStatus.FIRING, now, summary);
  }

  static Alert resolved(SilentSeriesRecord series, long now, String why) {
    return ofSeries(series, AlertStatus.RESOLVED, now, who(series) + " " + why);
  }

  private static Alert ofSource(
      OfSource finding,
      AlertStatus status,
      long source,
      SourceRecord state,
      long startsAt,
      long now,
      String summary) {
    return alert(finding.alert, status, source, startsAt, now)
        .setMetric("")
        .setService(state.getService())
        .setLabels(state.getLabels())
        .setSeverity(finding.severity)
        .setSummary(summary)
        .build();
  }

  private static Alert ofSeries(
      SilentSeriesRecord series, AlertStatus status, long now, String summary) {
    Map<String, String> labels = new HashMap<>(series.getLabels());
    String metric = labels.remove(Labels.METRIC_NAME);
    return alert(
            series.getEnded() ? SERIES_ENDED : SERIES_SILENT,
            status,
            series.getSeries(),
            series.getSince(),
            now)
        .setMetric(metric == null ? "" : metric)
        .setService(series.getService())
        .setLabels(labels)
        .setSeverity(series.getEnded() ? Severity.INFO : Severity.WARNING)
        .setSummary(summary)
        .build();
  }

  private static Alert.Builder alert(
      String name, AlertStatus status, long identity, long startsAt, long now) {
    String fingerprint = AlertIdentity.fingerprint(identity, name);
    long updatedAt = Math.max(startsAt, now);
    return Alert.newBuilder()
        .setId(AlertIdentity.id(fingerprint, startsAt))
        .setFingerprint(fingerprint)
        .setStatus(status)
        .setName(name)
        .setSeriesId(SeriesHash.toHex(identity))
        .setStartsAt(startsAt)
        .setUpdatedAt(updatedAt)
        .setEndsAt(status == AlertStatus.RESOLVED ? updatedAt : null)
        .setValue(Double.NaN)
        .setExpected(Double.NaN)
        .setLower(Double.NaN)
        .setUpper(Double.NaN)
        .setScore(status == AlertStatus.FIRING ? 1 : 0)
        .setPeakScore(1)
        .setDetector(DETECTOR)
        .setModelVersion(ONLINE);
  }

  private static String says(OfSource finding, SourceRecord state) {
    long living = state.getPresent() + state.getLagging();
    return switch (finding) {
      case TARGET_NOT_SCRAPED -> who(state) + " cannot be scraped (up is 0)";
      case SOURCE_SILENT ->
          state.getOverdue() == 0
              ? who(state) + " is silent, and so is everything else: no input arrives"
              : "%s is silent: %d of its %d series no longer report"
                  .formatted(
                      who(state),
                      state.getOverdue() + state.getEnded(),
                      state.getOverdue() + state.getEnded() + living);
      case SOURCE_LAGGING ->
          "%s lags by %d s: %d of its %d series arrive late; scoring pauses"
              .formatted(
                  who(state),
                  Duration.ofMillis(state.getLag()).toSeconds(),
                  state.getLagging(),
                  living);
    };
  }

  private static String who(SourceRecord state) {
    Map<String, String> labels = state.getLabels();
    return labels.isEmpty() ? "the source without source labels" : "source " + Labels.of(labels);
  }

  private static String who(SilentSeriesRecord series) {
    @Nullable String service = series.getService();
    String selector = Labels.of(series.getLabels()).toString();
    return service == null ? selector : service + ": " + selector;
  }
}
