package io.vedette.functions;

import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.schema.Sample;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a verdict into the records that say it. Everything here is off the path of an ordinary
 * sample.
 */
final class Findings {

  /** Bytes of an unusable model that its dead letter holds. */
  private static final int MODEL_SHOWN = 1024;

  private static final long ALERT_NAME_LABEL = SeriesHash.of("alertname");

  private final List<String> serviceLabels;

  Findings(List<String> serviceLabels) {
    this.serviceLabels = serviceLabels;
  }

  Anomaly anomaly(
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      Severity severity,
      String modelVersion) {
    String seriesId = SeriesHash.toHex(sample.seriesHash());
    return Anomaly.newBuilder()
        .setId(seriesId + "-" + sample.timestamp())
        .setSeriesId(seriesId)
        .setMetric(series.metric())
        .setService(series.firstOf(serviceLabels))
        .setLabels(series.labels())
        .setTimestamp(sample.timestamp())
        .setValue(value)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setDirection(verdict.direction())
        .setSeverity(severity)
        .setDetector(SeriesDetector.NAME)
        .setModelVersion(modelVersion)
        .build();
  }

  Alert firing(
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state,
      String modelVersion) {
    String summary = Summaries.firing(series, serviceOf(series), value, state.counter, verdict);
    return alert(AlertStatus.FIRING, sample, value, series, verdict, state, modelVersion, summary);
  }

  Alert backInBand(
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state,
      String modelVersion) {
    String summary = Summaries.backInBand(series, serviceOf(series), value, state.counter, verdict);
    return alert(
        AlertStatus.RESOLVED, sample, value, series, verdict, state, modelVersion, summary);
  }

  /** The alert of a series that is over for another reason than its values. */
  Alert over(Sample sample, KnownSeries series, Verdict verdict, ScoreState state, String summary) {
    return alert(
        AlertStatus.RESOLVED,
        sample,
        Double.NaN,
        series,
        verdict,
        state,
        TrainedModels.ONLINE,
        summary);
  }

  private Alert alert(
      AlertStatus status,
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state,
      String modelVersion,
      String summary) {
    String name = state.direction == Direction.ABOVE ? "MetricAboveBand" : "MetricBelowBand";
    String fingerprint =
        SeriesHash.toHex(
            SeriesHash.fold(sample.seriesHash(), ALERT_NAME_LABEL, SeriesHash.of(name)));
    return Alert.newBuilder()
        .setId(fingerprint + "-" + state.startsAt)
        .setFingerprint(fingerprint)
        .setStatus(status)
        .setName(name)
        .setSeriesId(SeriesHash.toHex(sample.seriesHash()))
        .setMetric(series.metric())
        .setService(serviceOf(series))
        .setLabels(series.labels())
        .setSeverity(state.severity)
        .setStartsAt(state.startsAt)
        .setUpdatedAt(sample.timestamp())
        .setEndsAt(status == AlertStatus.RESOLVED ? sample.timestamp() : null)
        .setValue(value)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setPeakScore(state.peakScore)
        .setDetector(SeriesDetector.NAME)
        .setModelVersion(modelVersion)
        .setSummary(summary)
        .build();
  }

  ScoredPoint scoredPoint(
      Sample sample, double value, KnownSeries series, Verdict verdict, ScoreOutcome outcome) {
    return ScoredPoint.newBuilder()
        .setSeriesId(SeriesHash.toHex(sample.seriesHash()))
        .setSeries(series.selector())
        .setTimestamp(sample.timestamp())
        .setValue(value)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setAnomaly(verdict.isAnomaly())
        .setOutcome(outcome)
        .build();
  }

  DeadLetter late(Sample sample, KnownSeries series, long newest) {
    byte[] payload =
        (series.selector() + " " + sample.value() + " @" + sample.timestamp())
            .getBytes(StandardCharsets.UTF_8);
    String message =
        sample.timestamp() == newest
            ? "a sample of another value is already known at " + newest
            : "the sample is "
                + (newest - sample.timestamp())
                + " ms older than the newest of its series, at "
                + newest;
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.LATE)
        .setMessage(message)
        .setOrigin(series.selector())
        .setSource(null)
        .setTimestamp(sample.timestamp())
        .setCount(1)
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadSize(payload.length)
        .build();
  }

  DeadLetter unreadable(SeriesModel model, IllegalArgumentException why) {
    String id = SeriesHash.toHex(model.seriesHash());
    byte[] payload = String.valueOf(model.model()).getBytes(StandardCharsets.UTF_8);
    int shown = Math.min(payload.length, MODEL_SHOWN);
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.MALFORMED)
        .setMessage("the trained model of series " + id + " is not usable: " + why.getMessage())
        .setOrigin(id)
        .setSource(null)
        .setTimestamp(model.model() == null ? 0 : model.model().getTrainedAt())
        .setCount(1)
        .setPayload(ByteBuffer.wrap(payload, 0, shown))
        .setPayloadSize(payload.length)
        .build();
  }

  @Nullable String serviceOf(KnownSeries series) {
    return series.firstOf(serviceLabels);
  }
}
