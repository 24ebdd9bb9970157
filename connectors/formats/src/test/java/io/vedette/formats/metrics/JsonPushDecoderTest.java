package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.RecordingVisitor.Refused;
import io.vedette.schema.MetricKind;
import io.vedette.schema.result.DeadLetterReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPushDecoderTest {

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void theExampleOfTheDocumentation() throws UnreadableBodyException {
    decode(
        """
        {"series":[{"labels":{"__name__":"x","service":"cart"},"kind":"gauge",
         "samples":[[1700000000000,0.12],[1700000001000,"NaN"],[3,"+Inf"],[4,"-Inf"],[-5,-1e3]]}]}
        """);

    assertThat(told.lines())
        .containsExactly(
            "x{service=\"cart\"} 0.12 @1700000000000",
            "x{service=\"cart\"} NaN @1700000001000",
            "x{service=\"cart\"} Infinity @3",
            "x{service=\"cart\"} -Infinity @4",
            "x{service=\"cart\"} -1000.0 @-5");
    assertThat(told.samples.get(0).series().kind()).isEqualTo(MetricKind.GAUGE);
  }

  @Test
  void fieldsMayStandInAnyOrderAndKindMayBeLeftOut() throws UnreadableBodyException {
    decode(
        "{\"series\":[{\"samples\":[[1,1]],\"labels\":{\"z\":\"1\",\"__name__\":\"x\"}},"
            + "{\"samples\":[[2,2]],\"kind\":\"counter\",\"labels\":{\"__name__\":\"y\"}}]}");

    assertThat(told.lines()).containsExactly("x{z=\"1\"} 1.0 @1", "y 2.0 @2");
    assertThat(told.samples)
        .extracting(sample -> sample.series().kind())
        .containsExactly(MetricKind.UNKNOWN, MetricKind.COUNTER);
  }

  @Test
  void aWrongSampleIsRefusedAloneAndSaysWhere() throws UnreadableBodyException {
    decode(
        "{\"series\":[{\"labels\":{\"__name__\":\"x\"},\"samples\":\n"
            + "[\"no\",[1],[1,2,3],[\"1\",2],[1.5,2],[1,\"2\"],[1,null],[7,[7]],[8,8]]}]}");

    assertThat(told.refused)
        .extracting(Refused::message)
        .containsExactly(
            "series[0].samples[0]: expected [time, value], found string at line 2, column 2",
            "series[0].samples[1]: expected [time, value], found an array of 1",
            "series[0].samples[2]: expected [time, value], found an array of 3",
            "series[0].samples[3][0]: expected milliseconds, found string at line 2, column 20",
            "series[0].samples[4][0]: expected milliseconds, found number at line 2, column 28",
            "series[0].samples[5][1]: expected a number, \"NaN\", \"+Inf\" or \"-Inf\","
                + " found string at line 2, column 38",
            "series[0].samples[6][1]: expected a number, \"NaN\", \"+Inf\" or \"-Inf\","
                + " found null at line 2, column 46",
            "series[0].samples[7][1]: expected a number, \"NaN\", \"+Inf\" or \"-Inf\","
                + " found array at line 2, column 55");
    assertThat(told.lines()).containsExactly("x 8.0 @8");
  }

  @Test
  void aWrongSeriesIsRefusedAlone() throws UnreadableBodyException {
    decode(
        "{\"series\":[7,{\"samples\":[[1,1],[2,2]]},"
            + "{\"labels\":{\"__name__\":\"x\",\"a\":1},\"samples\":[[1,1]]},"
            + "{\"labels\":{\"__name__\":\"x\"},\"kind\":\"gague\",\"samples\":[[1,1]]},"
            + "{\"labels\":{\"__name__\":\"x\"},\"sample\":[[1,1]]},"
            + "{\"labels\":{\"__name__\":\"x\",\"a\":\"\\ud800\"},\"samples\":[[1,1]]},"
            + "{\"labels\":{\"__name__\":\"x\",\"a\":\"1\",\"a\":\"2\"},\"samples\":[[1,1]]},"
            + "{\"labels\":{\"__name__\":\"good\"},\"samples\":[[9,9]]}]}");

    assertThat(told.refused)
        .extracting(Refused::message)
        .containsExactly(
            "series[0]: expected an object, found number at line 1, column 12",
            "series[1] has no labels",
            "series[2] (x) labels.a: expected a string, found number at line 1, column 70",
            "series[3] (x) kind: expected \"gauge\", \"counter\" or \"unknown\","
                + " found string at line 1, column 126",
            "series[4] (x) has an unknown field sample",
            "series[5] (x) label a is not UTF-8",
            "series[6] (x) has label a twice");
    assertThat(told.refused.get(1).samples()).isEqualTo(2);
    assertThat(told.lines()).containsExactly("good 9.0 @9");
  }

  @Test
  void labelsBeyondALimitAreRefusedWithTheirSeries() throws UnreadableBodyException {
    MetricDecoders.create(MetricFormat.JSON, new DecoderLimits(10_000, 2, 8, 4))
        .decode(
            Bodies.utf8(
                "{\"series\":[{\"labels\":{\"__name__\":\"x\",\"a\":\"\u00fc\u00fc\u00fc\"},"
                    + "\"samples\":[[1,1]]},"
                    + "{\"labels\":{\"__name__\":\"x\",\"a\":\"1\",\"b\":\"1\"},"
                    + "\"samples\":[[1,1]]},"
                    + "{\"labels\":{\"__name__\":\"x\",\"a\":\"\u00fc\u00fc\"},"
                    + "\"samples\":[[1,1]]}]}"),
            told);

    assertThat(told.refused)
        .extracting(Refused::reason)
        .containsExactly(DeadLetterReason.OVER_LIMIT, DeadLetterReason.OVER_LIMIT);
    assertThat(told.lines()).containsExactly("x{a=\"\u00fc\u00fc\"} 1.0 @1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|body: expected an object, found array at line 1, column 1",
        "{\"series\":{}}|series: expected an array, found object at line 1, column 11",
        "{\"serie\":[]}|unknown field serie, expected \"series\"",
        "{\"series\":[]} {}|body: expected its end, found object at line 1, column 15",
        "``|body: expected an object, found nothing at line 1, column 0",
      })
  void aBodyOfAnotherShapeIsUnreadable(String body, String message) {
    assertThatThrownBy(() -> decode(body))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage(message);
  }

  @Test
  void samplesInFrontOfTextThatIsNotJsonAreTold() {
    assertThatThrownBy(
            () ->
                decode(
                    "{\"series\":[{\"labels\":{\"__name__\":\"x\"},"
                        + "\"samples\":[[1,1],[2,2],[3,tru"))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("not JSON: ")
        .hasMessageContaining("line 1, column ");

    assertThat(told.lines()).containsExactly("x 1.0 @1", "x 2.0 @2");
  }

  private void decode(String json) throws UnreadableBodyException {
    MetricDecoders.create(MetricFormat.JSON, DecoderLimits.DEFAULT).decode(Bodies.utf8(json), told);
  }
}
