package io.vedette.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.model.CandidateFigures;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.SeasonalModelRecord;
import io.vedette.schema.model.SeasonalProfileRecord;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

  private static final String ANOMALY =
      "{\"id\":\"00000000000000ab-1000\",\"status\":\"RETRACTED\",\"seriesId\":\"00000000000000ab\",\"metric\":\"up\","
          + "\"labels\":{\"job\":\"a \\\"quoted\\\" <b>\"},\"timestamp\":1000,\"value\":0.0,"
          + "\"expected\":1.0,\"lower\":0.9,\"upper\":1.1,\"score\":0.75,\"direction\":\"BELOW\","
          + "\"severity\":\"WARNING\",\"detector\":\"ewma\",\"modelVersion\":\"online\","
          + "\"channel\":\"JUMP\",\"probability\":0.001,\"explanation\":\"it dropped\"}";

  /** As release 0.1 wrote it. */
  private static final String OLDER =
      ANOMALY.replace("\"status\":\"RETRACTED\",", "").replaceFirst(",\"channel\".*", "}");

  private static Anomaly anomaly() {
    return Anomaly.newBuilder()
        .setId("00000000000000ab-1000")
        .setStatus(AnomalyStatus.RETRACTED)
        .setSeriesId("00000000000000ab")
        .setMetric("up")
        .setLabels(Map.of("job", "a \"quoted\" <b>"))
        .setTimestamp(1_000)
        .setValue(0)
        .setExpected(1)
        .setLower(0.9)
        .setUpper(1.1)
        .setScore(0.75)
        .setDirection(Direction.BELOW)
        .setSeverity(Severity.WARNING)
        .setDetector("ewma")
        .setModelVersion("online")
        .setChannel("JUMP")
        .setProbability(0.001)
        .setExplanation("it dropped")
        .build();
  }

  @Test
  void writesTheFieldsOfTheSchemaInOrderAndLeavesNullOut() {
    assertThat(new String(ResultJson.write(anomaly()), StandardCharsets.UTF_8)).isEqualTo(ANOMALY);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(ResultJson.read(ResultJson.write(anomaly()), Anomaly.class)).isEqualTo(anomaly());
  }

  @Test
  void leavesOutNumbersJsonCannotHoldAndReadsThemAsNan() {
    ScoredPoint point =
        new ScoredPoint(
            "ab",
            "up",
            1L,
            2.0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0.0,
            false,
            ScoreOutcome.STALE);
    byte[] json = ResultJson.write(point);
    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("expected", "NaN");
    assertThat(ResultJson.read(json, ScoredPoint.class)).isEqualTo(point);
  }

  @Test
  void writesBytesAsBase64AndLeavesTheBufferAsItWas() {
    DeadLetter letter =
        new DeadLetter(
            DeadLetterReason.MALFORMED,
            "why",
            "t/0/1",
            "source",
            5L,
            1,
            ByteBuffer.wrap(new byte[] {0, -1}),
            2L);
    assertThat(new String(ResultJson.write(letter), StandardCharsets.UTF_8))
        .contains("\"payload\":\"AP8=\"")
        .contains("\"source\":\"source\"");
    assertThat(letter.getPayload().remaining()).isEqualTo(2);
    assertThat(ResultJson.read(ResultJson.write(letter), DeadLetter.class)).isEqualTo(letter);
  }

  @Test
  void aModelComesBackWithWhatIsNestedInIt() {
    ModelRecord model =
        ModelRecord.newBuilder()
            .setSeriesId("00000000000000ab")
            .setSeries("up{job=\"node\"}")
            .setVersion("20260105T030000Z")
            .setStatus(ModelStatus.CHAMPION)
            .setTrainedAt(3)
            .setFrom(1)
            .setTo(2)
            .setStep(300_000)
            .setFigures(
                ModelFigures.newBuilder()
                    .setMase(0.5)
                    .setCoverage(0.95)
                    .setNaiveMase(1)
                    .setComparedError(Double.NaN)
                    .setChampionError(Double.NaN)
                    .setCandidates(
                        List.of(new CandidateFigures("SEASONAL_NAIVE", 1.0, 20.0, Double.NaN)))
                    .build())
            .setModel(seasonal())
            .build();
    assertThat(ResultJson.read(ResultJson.write(model), ModelRecord.class)).isEqualTo(model);
    model.setModel(null);
    assertThat(ResultJson.read(ResultJson.write(model), ModelRecord.class)).isEqualTo(model);
  }

  private static SeasonalModelRecord seasonal() {
    ByteBuffer one = ByteBuffer.allocate(Double.BYTES).putDouble(0, 0.5);
    return SeasonalModelRecord.newBuilder()
        .setFamily("LEVEL")
        .setValidFrom(2)
        .setValidTo(4)
        .setStepMillis(1)
        .setCenter(10)
        .setScale(1)
        .setPathOffsets(List.of(0L))
        .setPath(one)
        .setProfiles(List.of(new SeasonalProfileRecord(86_400_000L, 0L, true, one)))
        .setZoneStarts(List.of(2L))
        .setZoneOffsets(List.of(0))
        .setCoverage(0.95)
        .setWidthEnds(List.of(2L))
        .setHalfWidths(one)
        .build();
  }

  @Test
  void readsAnomaliesOfAnOlderRelease() {
    assertThat(read(OLDER))
        .isEqualTo(
            Anomaly.newBuilder(anomaly())
                .setStatus(AnomalyStatus.RAISED)
                .setChannel("")
                .setProbability(null)
                .setExplanation("")
                .build());
  }

  @Test
  void skipsUnknownFields() {
    byte[] json =
        ANOMALY.replace("\"id\"", "\"new\":[1,{}],\"id\"").getBytes(StandardCharsets.UTF_8);
    assertThat(ResultJson.read(json, Anomaly.class)).isEqualTo(anomaly());
  }

  @Test
  void saysWhichFieldIsWrong() {
    assertThatThrownBy(() -> read(ANOMALY.replace("BELOW", "SIDEWAYS")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Anomaly: field direction: 'SIDEWAYS' is none of [ABOVE, BELOW]");
    assertThatThrownBy(() -> read(ANOMALY.replace("\"metric\"", "\"matric\"")))
        .hasMessage("Anomaly: field metric is missing");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("expected a JSON object");
    assertThatThrownBy(() -> read("{")).hasMessageContaining("not JSON");
  }

  private static Anomaly read(String json) {
    return ResultJson.read(json.getBytes(StandardCharsets.UTF_8), Anomaly.class);
  }
}
