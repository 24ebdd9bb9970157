package io.vedette.functions;

import io.vedette.algorithms.detect.Channel;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.Evidence;
import io.vedette.schema.Sample;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
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

  /** Who amends scores. */
  private static final String AUTHOR = "score-metric";

  private final List<String> serviceLabels;

  Findings(List<String> serviceLabels) {
    this.serviceLabels = serviceLabels;
  }

  /**
   * A sample that is an anomaly.
   *
   * @param evidence why
   * @param modelVersion of the model that decided
   */
  Anomaly anomaly(
      Sample sample,
      KnownSeries series,
      Verdict verdict,
      Evidence evidence,
      boolean isRate,
      Severity severity,
      String modelVersion) {
    double probability = evidence.probability();
    return anomaly(sample, evidence.value(), series, verdict)
        .setStatus(AnomalyStatus.RAISED)
        .setSeverity(severity)
        .setModelVersion(modelVersion)
        .setChannel(evidence.channel().name())
        .setProbability(Double.isNaN(probability) ? null : probability)
        .setExplanation(Summaries.anomaly(series, serviceOf(series), isRate, evidence))
        .build();
  }

  /** A sample that was an anomaly, and after its correction is none. */
  Anomaly retracted(
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      boolean isRate,
      Severity severity) {
    return anomaly(sample, value, series, verdict)
        .setStatus(AnomalyStatus.RETRACTED)
        .setSeverity(severity)
        .setModelVersion(TrainedModels.ONLINE)
        .setChannel(Channel.VALUE.name())
        .setProbability(null)
        .setExplanation(Summaries.corrected(series, serviceOf(series), value, isRate, verdict))
        .build();
  }

  private Anomaly.Builder anomaly(
      Sample sample, double value, KnownSeries series, Verdict verdict) {
    String seriesId = SeriesHash.toHex(sample.seriesHash());
    return Anomaly.newBuilder()
        .setId(seriesId + "-" + sample.timestamp())
        .setSeriesId(seriesId)
        .setMetric(series.metric())
        .setService(serviceOf(series))
        .setLabels(series.labels())
        .setTimestamp(sample.timestamp())
        .setValue(value)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setDirection(verdict.direction())
        .setDetector(SeriesDetector.NAME);
  }

  Alert firing(
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state,
      String modelVersion,
      String summary) {
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

  /** A series that fell to zero within its band, or rose from there. */
  Alert zero(
      AlertStatus status,
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state) {
    String service = serviceOf(series);
    String summary =
        status == AlertStatus.FIRING
            ? Summaries.fellToZero(series, service, state.counter, verdict)
            : Summaries.roseFromZero(series, service, value, state.counter);
    return zero(status, sample, value, series, verdict, state, summary);
  }

  /** The same when it is over for another reason than its values. */
  Alert zeroOver(
      Sample sample, KnownSeries series, Verdict verdict, ScoreState state, String summary) {
    return zero(AlertStatus.RESOLVED, sample, Double.NaN, series, verdict, state, summary);
  }

  private Alert zero(
      AlertStatus status,
      Sample sample,
      double value,
      KnownSeries series,
      Verdict verdict,
      ScoreState state,
      String summary) {
    return alert(
            AlertNames.FELL_TO_ZERO,
            state.presence.zeroSince(),
            status,
            sample,
            value,
            series,
            TrainedModels.ONLINE)
        .setSeverity(Severity.WARNING)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setPeakScore(verdict.score())
        .setSummary(summary)
        .build();
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
    return alert(nameOf(state), state.startsAt, status, sample, value, series, modelVersion)
        .setSeverity(state.severity)
        .setExpected(verdict.expected())
        .setLower(verdict.lower())
        .setUpper(verdict.upper())
        .setScore(verdict.score())
        .setPeakScore(state.peakScore)
        .setSummary(summary)
        .build();
  }

  private static String nameOf(ScoreState state) {
    if (state.presence.isZeroTold()) {
      return AlertNames.FELL_TO_ZERO;
    }
    return state.direction == Direction.ABOVE ? AlertNames.ABOVE_BAND : AlertNames.BELOW_BAND;
  }

  private Alert.Builder alert(
      String name,
      long startsAt,
      AlertStatus status,
      Sample sample,
      double value,
      KnownSeries series,
      String modelVersion) {
    String fingerprint = AlertIdentity.fingerprint(sample.seriesHash(), name);
    return Alert.newBuilder()
        .setId(AlertIdentity.id(fingerprint, startsAt))
        .setFingerprint(fingerprint)
        .setStatus(status)
        .setName(name)
        .setSeriesId(SeriesHash.toHex(sample.seriesHash()))
        .setMetric(series.metric())
        .setService(serviceOf(series))
        .setLabels(series.labels())
        .setStartsAt(startsAt)
        .setUpdatedAt(sample.timestamp())
        .setEndsAt(status == AlertStatus.RESOLVED ? sample.timestamp() : null)
        .setValue(value)
        .setDetector(SeriesDetector.NAME)
        .setModelVersion(modelVersion);
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

  /** What a late or corrected sample changed. */
  Audit amended(
      AuditKind kind,
      Sample sample,
      KnownSeries series,
      String before,
      String after,
      String message) {
    String seriesId = SeriesHash.toHex(sample.seriesHash());
    return Audit.newBuilder()
        .setKind(kind)
        .setSeriesId(seriesId)
        .setSeries(series.selector())
        .setTimestamp(sample.timestamp())
        .setAuthor(AUTHOR)
        .setCause(seriesId + "-" + sample.timestamp())
        .setBefore(before)
        .setAfter(after)
        .setMessage(message)
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
