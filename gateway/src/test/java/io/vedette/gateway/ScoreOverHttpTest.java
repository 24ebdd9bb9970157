package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.gateway.api.SeriesScorer;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posted series are checked, scored by whatever scorer there is, and told by the contract. */
class ScoreOverHttpTest {

  private static final List<Series> ASKED = new ArrayList<>();
  private static Gateway gateway;
  private static ApiClient api;

  private final Contract contract = Contract.read();

  @BeforeAll
  static void start() {
    gateway = start(ScoreOverHttpTest::score);
    api = new ApiClient(gateway.port());
  }

  private static Gateway start(@Nullable SeriesScorer scorer) {
    return Gateway.start(
        ResultTopics.settings(
            "127.0.0.1:1",
            Map.of(
                "gateway.score-points", "3",
                "gateway.score-body-bytes", "1024",
                "gateway.api-requests-per-second", "10000")),
        null,
        scorer);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Expects twice the value; a value of 7 is an anomaly. */
  private static SeriesScorer.Scored score(Series series, long[] timestamps, double[] values) {
    ASKED.add(series);
    String id = SeriesHash.toHex(series.labels().hash());
    List<ScoredPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(
          ScoredPoint.newBuilder()
              .setSeriesId(id)
              .setSeries(series.labels().toString())
              .setTimestamp(timestamps[i])
              .setValue(values[i])
              .setExpected(2 * values[i])
              .setLower(Double.NEGATIVE_INFINITY)
              .setUpper(Double.NaN)
              .setScore(0.25)
              .setAnomaly(values[i] == 7)
              .setOutcome(Double.isNaN(values[i]) ? ScoreOutcome.STALE : ScoreOutcome.SCORED)
              .build());
    }
    return new SeriesScorer.Scored(points, List.of(), List.of(Records.alert(id + "-1")));
  }

  private JsonNode post(String body, int status) throws Exception {
    HttpResponse<String> answer = api.post("/score", body, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return contract.check("post", "/score", answer);
  }

  @Test
  void everySampleIsTold() throws Exception {
    JsonNode told =
        post(
            "{\"labels\":{\"__name__\":\"depth\",\"service\":\"mailer\"},\"kind\":\"GAUGE\","
                + "\"timestamps\":[1000,2000,3000],\"values\":[7,null,-0.5]}",
            200);

    Series asked = ASKED.get(ASKED.size() - 1);
    assertThat(asked.kind()).isEqualTo(MetricKind.GAUGE);
    assertThat(told.path("series").textValue()).isEqualTo("depth{service=\"mailer\"}");
    assertThat(told.path("seriesId").textValue())
        .isEqualTo(SeriesHash.toHex(asked.labels().hash()));
    assertThat(told.path("points"))
        .hasToString(
            "[{\"timestamp\":1000,\"value\":7.0,\"expected\":14.0,\"score\":0.25,"
                + "\"anomaly\":true,\"outcome\":\"SCORED\"},"
                + "{\"timestamp\":2000,\"score\":0.25,\"anomaly\":false,\"outcome\":\"STALE\"},"
                + "{\"timestamp\":3000,\"value\":-0.5,\"expected\":-1.0,\"score\":0.25,"
                + "\"anomaly\":false,\"outcome\":\"SCORED\"}]");
    assertThat(told.at("/alerts/0/id").textValue()).startsWith(told.path("seriesId").textValue());
  }

  @Test
  void whatIsNoSeriesIsRefusedAndSaysWhy() throws Exception {
    refused("{\"timestamps\":[1,2,3,4],\"values\":[1,2,3,4]}", "gateway.score-points");
    refused("{\"timestamps\":[],\"values\":[]}", "1 to 3 times");
    refused("{\"timestamps\":[2,2],\"values\":[1,1]}", "timestamps[1]");
    refused("{\"timestamps\":[-1],\"values\":[1]}", "timestamps[0]");
    refused("{\"timestamps\":[9223372036854775808],\"values\":[1]}", "timestamps[0]");
    refused("{\"timestamps\":[1,2],\"values\":[1]}", "each of 2 times");
    refused("{\"timestamps\":[1],\"values\":[1e999]}", "values[0]");
    refused("{\"timestamps\":[1],\"values\":[\"NaN\"]}", "values[0]");
    refused("{\"timestamps\":[1],\"values\":[1],\"kind\":\"SUMMARY\"}", "kind");
    refused("{\"timestamps\":[1],\"values\":[1],\"labels\":{\"\":\"x\"}}", "labels");
    refused("{\"timestamps\":[1],\"values\":[1],\"labels\":{\"a\":1}}", "labels");
    refused("{\"timestamps\":[1],\"values\":[1],\"unit\":\"s\"}", "fields");
    refused("[1]", "object");
  }

  private void refused(String body, String why) throws Exception {
    assertThat(post(body, 400).path("detail").textValue()).contains(why);
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() throws Exception {
    assertThat(post(" ".repeat(1025), 413).path("detail").textValue())
        .contains("gateway.score-body-bytes");
  }

  @Test
  void aGatewayWithoutDetectorsSaysSo() throws Exception {
    try (Gateway without = start(null)) {
      HttpResponse<String> answer =
          new ApiClient(without.port()).post("/score", "{\"timestamps\":[1],\"values\":[1]}", null);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(contract.check("post", "/score", answer).path("detail").textValue())
          .isEqualTo("this gateway runs without the detectors");
    }
  }
}
