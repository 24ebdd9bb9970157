package io.vedette.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultLineTest {

  private static final long NOON = Instant.parse("2026-07-01T12:00:00Z").toEpochMilli();

  private final ResultLine plain = new ResultLine(ZoneId.of("Europe/Berlin"), false);
  private final ResultLine coloured = new ResultLine(ZoneId.of("UTC"), true);

  @Test
  void anAlertSaysWhenHowBadAndWhy() {
    assertThat(plain.alert(alert(AlertStatus.FIRING, "cart")))
        .isEqualTo(
            "2026-07-01 14:00:00  FIRING    CRITICAL  cart: request_seconds is 0.82 s, above the"
                + " 0.1 to 0.3 s expected at this time  score 0.97  {instance=\"cart-1\","
                + " job=\"shop\"}");
  }

  @Test
  void coloursFollowSeverityAndStatus() {
    assertThat(coloured.alert(alert(AlertStatus.FIRING, "cart"))).contains("\u001b[1;31mFIRING");
    assertThat(coloured.alert(alert(AlertStatus.RESOLVED, "cart"))).contains("\u001b[32mRESOLVED");
    assertThat(plain.alert(alert(AlertStatus.FIRING, "cart"))).doesNotContain("\u001b");
  }

  @Test
  void namesFromOutsideCannotSteerTheTerminal() {
    assertThat(plain.alert(alert(AlertStatus.FIRING, "cart\u001b[2J\nfake")))
        .contains("cart\\u001b[2J\\u000afake")
        .doesNotContain("\u001b", "\n");
  }

  @Test
  void anAnomalySaysWhetherItHoldsAndWhy() {
    Anomaly.Builder anomaly = anomaly().setExplanation("queue: queue_depth dropped by 7 to 3");
    assertThat(plain.anomaly(anomaly.build()))
        .isEqualTo(
            "2026-07-01 14:00:00  RAISED     WARNING   queue: queue_depth dropped by 7 to 3  score 0.8");
    assertThat(coloured.anomaly(anomaly.setStatus(AnomalyStatus.RETRACTED).build()))
        .contains("\u001b[32mRETRACTED");
  }

  @Test
  void anAnomalyOfAReleaseThatExplainedNothingSaysItsSide() {
    assertThat(plain.anomaly(anomaly().build()))
        .isEqualTo(
            "2026-07-01 14:00:00  RAISED     WARNING   queue  queue_depth  3  below  vs 8..12  score 0.8");
    assertThat(plain.anomaly(anomaly().setService(null).build())).contains("  -  queue_depth  ");
  }

  private static Anomaly.Builder anomaly() {
    return Anomaly.newBuilder()
        .setId("1-1")
        .setSeriesId("1")
        .setMetric("queue_depth")
        .setService("queue")
        .setLabels(Map.of())
        .setTimestamp(NOON)
        .setValue(3)
        .setExpected(10)
        .setLower(8)
        .setUpper(12)
        .setScore(0.8)
        .setDirection(Direction.BELOW)
        .setSeverity(Severity.WARNING)
        .setDetector("series")
        .setModelVersion("online");
  }

  @Test
  void aDeadLetterSaysWhyAndWhence() {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setReason(DeadLetterReason.MALFORMED)
            .setMessage("not snappy")
            .setOrigin("vedette.metrics/3/77")
            .setSource("edge")
            .setTimestamp(NOON)
            .setCount(1)
            .setPayload(ByteBuffer.allocate(0))
            .setPayloadSize(12)
            .build();
    assertThat(plain.deadLetter(letter))
        .isEqualTo(
            "2026-07-01 14:00:00  MALFORMED    x1     from edge  at vedette.metrics/3/77  not snappy");
  }

  private static Alert alert(AlertStatus status, String service) {
    return Alert.newBuilder()
        .setId("f-1")
        .setFingerprint("f")
        .setStatus(status)
        .setName("MetricAboveBand")
        .setSeriesId("1")
        .setMetric("request_seconds")
        .setService(service)
        .setLabels(Map.of("job", "shop", "instance", "cart-1"))
        .setSeverity(Severity.CRITICAL)
        .setStartsAt(NOON - 10_000)
        .setUpdatedAt(NOON)
        .setEndsAt(status == AlertStatus.RESOLVED ? NOON : null)
        .setValue(0.82)
        .setExpected(0.2)
        .setLower(0.1)
        .setUpper(0.3)
        .setScore(0.9)
        .setPeakScore(0.97)
        .setDetector("ewma")
        .setModelVersion("online")
        .setSummary(
            service + ": request_seconds is 0.82 s, above the 0.1 to 0.3 s expected at this time")
        .build();
  }
}
