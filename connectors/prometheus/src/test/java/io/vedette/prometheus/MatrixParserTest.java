package io.vedette.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.Labels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixParserTest {

  private static final String UP =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
          + "{\"__name__\":\"up\",\"job\":\"node\"},\"values\":[[1435781430.781,\"1\"],[1435781445,\"NaN\"],"
          + "[1435781460.5,\"+Inf\"],[1435781475,\"-1.5e3\"]]}]}}";

  private final MatrixParser parser = new MatrixParser(new LabelLimits(4, 20, 30), Map.of());

  @Test
  void samplesAndLabelsAreReadToTheMillisecond() throws Exception {
    FoundSeries up = only(parser.parse(bytes(UP)));
    assertThat(up.series().labels()).isEqualTo(Labels.of("__name__", "up", "job", "node"));
    assertThat(up.hash()).isEqualTo(up.series().labels().hash());
    assertThat(up.size()).isEqualTo(4);
    assertThat(up.time(0)).isEqualTo(1_435_781_430_781L);
    assertThat(up.value(0)).isEqualTo(1);
    assertThat(up.value(1)).isNaN();
    assertThat(up.time(2)).isEqualTo(1_435_781_460_500L);
    assertThat(up.value(2)).isInfinite().isPositive();
    assertThat(up.value(3)).isEqualTo(-1500);
  }

  @Test
  void whatIsNotKnownIsSkippedAndTheOrderOfFieldsIsFree() throws Exception {
    FoundSeries found =
        only(
            parser.parse(
                bytes(
                    "{\"warnings\":[\"w\"],\"data\":{\"stats\":{\"a\":[1]},\"result\":[{\"histograms\":[[1,"
                        + "{\"count\":\"1\"}]],\"values\":[[1,\"2\"]],\"metric\":{\"a\":\"\",\"b\":\"c\"}}],"
                        + "\"resultType\":\"matrix\"},\"status\":\"success\"}")));
    assertThat(found.series().labels()).isEqualTo(Labels.of("b", "c"));
    assertThat(found.value(0)).isEqualTo(2);
  }

  @Test
  void anEmptyResultIsAnAnswer() throws Exception {
    assertThat(
            parser.parse(
                bytes(
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}")))
        .isEmpty();
  }

  @Test
  void externalLabelsAreAddedWhereTheyAreMissing() throws Exception {
    MatrixParser sending =
        new MatrixParser(new LabelLimits(4, 20, 30), Map.of("cluster", "eu", "job", "other"));
    assertThat(only(sending.parse(bytes(UP))).series().labels())
        .isEqualTo(Labels.of("__name__", "up", "cluster", "eu", "job", "node"));
  }

  @Test
  void labelsBeyondTheLimitsAreRefusedWithTheNumberOfTheirSamples() throws Exception {
    FoundSeries refused = only(parser.parse(bytes(UP.replace("node", "n".repeat(31)))));
    assertThat(refused.refusal()).contains("limits.label-value-bytes, 30");
    assertThat(refused.size()).isEqualTo(4);
    assertThat(
            only(parser.parse(
                    bytes(UP.replace("\"job\"", "\"b\":\"b\",\"c\":\"c\",\"d\":\"d\",\"e\""))))
                .refusal())
        .contains("5 labels");
  }

  @Test
  void everyBeginningOfAnAnswerIsRefused() {
    for (int length = 0; length < UP.length(); length++) {
      byte[] cut = bytes(UP.substring(0, length));
      assertThatThrownBy(() -> parser.parse(cut))
          .as("cut at %s", length)
          .isInstanceOf(PrometheusException.class)
          .hasMessageStartingWith("the answer is none of query_range: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matrix\" | vector\" | its resultType is 'vector'",
        "success | error | its status is 'error'",
        "\"1\"] | 1] | the value of a sample is not what it should be, VALUE_NUMBER_INT, at byte",
        "\"1\"] | \"one\"] | the value of a sample is not a number",
        "\"1\"] | \"1\",2] | the end of a sample is not what it should be",
        "1435781430.781 | \"now\" | the time of a sample is not a number",
        "\"node\" | 1 | a label is not what it should be, VALUE_NUMBER_INT",
        "\"metric\" | \"matric\" | a series has no metric",
        "[{ | {\"a\":{ | result is not what it should be, START_OBJECT",
        "\"values\":[ | \"values\":[null, | a sample is not what it should be, VALUE_NULL",
      })
  void aWrongTypeIsSaid(String part, String instead, String says) {
    assertThatThrownBy(() -> parser.parse(bytes(UP.replace(part, instead))))
        .isInstanceOf(PrometheusException.class)
        .hasMessageContaining(says);
  }

  @Test
  void nestingWithoutAnEndIsRefused() {
    assertThatThrownBy(() -> parser.parse(bytes("{\"x\":" + "[".repeat(100_000))))
        .isInstanceOf(PrometheusException.class)
        .hasMessageContaining("not JSON");
  }

  private static FoundSeries only(List<FoundSeries> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }
}
