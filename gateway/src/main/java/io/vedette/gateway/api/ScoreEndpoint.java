package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveJson;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.ScoredPoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Scores a posted series; changes nothing and keeps nothing. */
final class ScoreEndpoint {

  private static final Set<String> FIELDS = Set.of("labels", "kind", "timestamps", "values");

  private final @Nullable SeriesScorer scorer;
  private final Limits limits;

  /**
   * What a series may be.
   *
   * @param points most samples
   * @param labels most labels
   * @param nameBytes longest name of a label, UTF-8
   * @param valueBytes longest value of a label, UTF-8
   */
  record Limits(int points, int labels, int nameBytes, int valueBytes) {}

  ScoreEndpoint(@Nullable SeriesScorer scorer, Limits limits) {
    this.scorer = scorer;
    this.limits = limits;
  }

  ApiAnswer score(ApiRequest request) {
    SeriesScorer there = scorer;
    if (there == null) {
      throw ApiProblem.unavailable("this gateway runs without the detectors");
    }
    ObjectNode body = request.object(FIELDS);
    MetricKind kind =
        body.has("kind") ? Fields.word(body, "kind", MetricKind.class) : MetricKind.UNKNOWN;
    Series series = new Series(labels(body.get("labels")), kind);
    long[] timestamps = timestamps(body.get("timestamps"));
    double[] values = values(body.get("values"), timestamps.length);
    return ApiAnswer.of(told(series, there.score(series, timestamps, values)));
  }

  private static ObjectNode told(Series series, SeriesScorer.Scored scored) {
    ObjectNode answer =
        ApiAnswer.object()
            .put("seriesId", SeriesHash.toHex(series.labels().hash()))
            .put("series", series.labels().toString());
    ArrayNode points = answer.putArray("points");
    for (ScoredPoint point : scored.points()) {
      points.add(Told.of(point));
    }
    ArrayNode anomalies = answer.putArray("anomalies");
    scored.anomalies().forEach(anomaly -> anomalies.add(LiveJson.node(anomaly)));
    ArrayNode alerts = answer.putArray("alerts");
    scored.alerts().forEach(alert -> alerts.add(LiveJson.node(alert)));
    return answer;
  }

  private Labels labels(@Nullable JsonNode given) {
    if (given == null) {
      return Labels.none();
    }
    if (!given.isObject() || given.size() > limits.labels()) {
      throw ApiProblem.bad("labels must be an object of up to " + limits.labels() + " texts");
    }
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : given.properties()) {
      if (!label.getValue().isTextual()
          || label.getKey().isEmpty()
          || bytes(label.getKey()) > limits.nameBytes()
          || bytes(label.getValue().textValue()) > limits.valueBytes()) {
        throw ApiProblem.bad(
            "labels must be texts, names of 1 to "
                + limits.nameBytes()
                + " bytes, values of up to "
                + limits.valueBytes());
      }
      labels.put(label.getKey(), label.getValue().textValue());
    }
    return Labels.of(labels);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private long[] timestamps(@Nullable JsonNode given) {
    if (given == null || !given.isArray() || given.isEmpty() || given.size() > limits.points()) {
      throw ApiProblem.bad(
          "timestamps must be a list of 1 to "
              + limits.points()
              + " times (gateway.score-points), milliseconds since the epoch");
    }
    long[] timestamps = new long[given.size()];
    for (int i = 0; i < timestamps.length; i++) {
      JsonNode at = given.get(i);
      if (!at.isIntegralNumber()
          || !at.canConvertToLong()
          || at.longValue() < 0
          || at.longValue() > ApiRequest.LAST_MILLIS
          || (i > 0 && at.longValue() <= timestamps[i - 1])) {
        throw ApiProblem.bad(
            "timestamps["
                + i
                + "] must be milliseconds since the epoch, from 0 to "
                + ApiRequest.LAST_MILLIS
                + ", later than the one before");
      }
      timestamps[i] = at.longValue();
    }
    return timestamps;
  }

  private static double[] values(@Nullable JsonNode given, int count) {
    if (given == null || !given.isArray() || given.size() != count) {
      throw ApiProblem.bad("values must be a list with a value for each of " + count + " times");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      JsonNode value = given.get(i);
      if (!value.isNull() && (!value.isNumber() || !Double.isFinite(value.doubleValue()))) {
        throw ApiProblem.bad("values[" + i + "] must be a finite number, or null for none");
      }
      values[i] = value.isNull() ? Double.NaN : value.doubleValue();
    }
    return values;
  }
}
