package io.vedette.formats.alerts;

import static io.vedette.formats.Heard.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.Heard;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappedAlertsTest {

  @Test
  void grafana() throws Exception {
    IncomingAlert alert =
        decode(
                "grafana",
                """
                {"receiver":"vedette","status":"firing","orgId":1,"title":"[FIRING:1] Slow","state":"alerting",
                 "message":"all","commonLabels":{},"externalURL":"http://g/","version":"1","groupKey":"{}",
                 "alerts":[{"status":"firing","labels":{"alertname":"Slow","grafana_folder":"shop","service_name":"cart",
                   "severity":"warning"},"annotations":{"summary":"p99 2 s"},"startsAt":"2023-11-14T22:00:00Z",
                   "endsAt":"0001-01-01T00:00:00Z","fingerprint":"c6eadffa33fcdf37","values":{"A":2}}]}
                """)
            .only();

    assertThat(alert.getId())
        .isEqualTo("c6eadffa33fcdf37-" + Instant.parse("2023-11-14T22:00:00Z").toEpochMilli());
    assertThat(alert.getName()).isEqualTo("Slow");
    assertThat(alert.getService()).isEqualTo("cart");
    assertThat(alert.getType()).isEqualTo("shop");
    assertThat(alert.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(alert.getSummary()).isEqualTo("p99 2 s");
    assertThat(alert.getSender()).isEqualTo("grafana");
  }

  @Test
  void datadogDoesNotSayWhenItBegan() throws Exception {
    String body =
        """
        {"id":"12345","aggregate":"ab12","monitor":"[P2] [%1$s on {host:h7}] CPU high","transition":"%1$s",
         "alert_priority":"P2","alert_type":"error","priority":"normal","host":"h7",
         "tags":"env:prod,service:cart,team:shop","title":"CPU is high"}
        """;

    IncomingAlert fires = decode("datadog", body.formatted("Triggered")).only();
    IncomingAlert warns = decode("datadog", body.formatted("Warn")).only();
    IncomingAlert over = decode("datadog", body.formatted("Recovered")).only();

    assertThat(fires.getFingerprint()).hasSize(16).isEqualTo(over.getFingerprint());
    assertThat(fires.getSenderFingerprint()).isEqualTo("ab12");
    assertThat(fires.getName()).isEqualTo("CPU high").isEqualTo(over.getName());
    assertThat(fires.getStartsAt()).isNull();
    assertThat(fires.getTs()).isEqualTo(RECEIVED);
    assertThat(fires.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(fires.getService()).isEqualTo("cart");
    assertThat(fires.getEnvironment()).isEqualTo("prod");
    assertThat(fires.getHost()).isEqualTo("h7");
    assertThat(warns.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(over.getTs()).isEqualTo(RECEIVED);
  }

  @Test
  void aDatadogWordNobodyKnowsIsRefused() throws Exception {
    assertThat(decode("datadog", "{\"monitor\":\"m\",\"transition\":\"Muted\"}").refusals())
        .containsExactly("MALFORMED alerts[0]: status is firing or resolved, not 'Muted'");
  }

  @Test
  void cloudWatchInsideSns() throws Exception {
    String message =
        "{\\\"AlarmName\\\":\\\"cart-5xx\\\",\\\"AlarmArn\\\":\\\"arn:x\\\",\\\"NewStateValue\\\":\\\"%s\\\","
            + "\\\"NewStateReason\\\":\\\"Threshold Crossed\\\",\\\"StateChangeTime\\\":\\\"2023-11-14T22:00:00.000+0000\\\","
            + "\\\"Trigger\\\":{\\\"MetricName\\\":\\\"5XX\\\",\\\"Dimensions\\\":[{\\\"value\\\":\\\"cart\\\",\\\"name\\\":\\\"service\\\"}]}}";
    String body = "{\"Type\":\"Notification\",\"Message\":\"%s\"}";

    IncomingAlert fires = decode("cloudwatch", body.formatted(message.formatted("ALARM"))).only();
    IncomingAlert over = decode("cloudwatch", body.formatted(message.formatted("OK"))).only();
    Heard<IncomingAlert> unknown =
        decode("cloudwatch", body.formatted(message.formatted("INSUFFICIENT_DATA")));

    long at = Instant.parse("2023-11-14T22:00:00Z").toEpochMilli();
    assertThat(fires.getName()).isEqualTo("cart-5xx");
    assertThat(fires.getService()).isEqualTo("cart");
    assertThat(fires.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(fires.getStartsAt()).isEqualTo(at);
    assertThat(fires.getExpiresAt()).isNull();
    assertThat(fires.getSummary()).isEqualTo("Threshold Crossed");
    assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(over.getFingerprint()).isEqualTo(fires.getFingerprint());
    assertThat(unknown.records()).isEmpty();
    assertThat(unknown.refusals()).isEmpty();
  }

  @Test
  void aSubscriptionOfSnsIsNoAlert() throws Exception {
    Heard<IncomingAlert> heard =
        decode(
            "cloudwatch",
            "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\",\"SubscribeURL\":\"https://x\"}");

    assertThat(heard.records()).isEmpty();
  }

  @Test
  void inOurOwnWords() throws Exception {
    Heard<IncomingAlert> heard =
        decode(
            "vedette-alerts",
            """
            {"id":"f1","ts":1699999937.112,"name":"GetCart","entity":"cart-1","service":"cart","caller":"frontend",
             "kind":"trace","type":"PD","severity":"minor","labels":{"zone":"a"}}
            {"id":"f1","name":"GetCart","entity":"cart-1","service":"cart","caller":"frontend","kind":"trace",
             "type":"PD","status":"resolved","severity":"major","labels":{"zone":"a"}}
            """);

    assertThat(heard.refusals()).isEmpty();
    IncomingAlert alert = heard.records().get(0);
    assertThat(alert.getId()).isEqualTo("f1");
    assertThat(alert.getTs()).isEqualTo(1_699_999_937_112L);
    assertThat(alert.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(alert.getCaller()).isEqualTo("frontend");
    assertThat(alert.getLabels()).containsExactly(Map.entry("zone", "a"));
    assertThat(heard.records().get(1).getFingerprint()).isEqualTo(alert.getFingerprint());
    assertThat(heard.records().get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void idsOfTheSenderTellApartWhatDiffersInLabelsAlone() throws Exception {
    List<IncomingAlert> alerts =
        decode(
                "vedette-alerts",
                """
                {"id":"a","name":"Slow","service":"cart","labels":{"zone":"a","state":"warn"}}
                {"id":"b","name":"Slow","service":"cart","labels":{"zone":"b"}}
                {"id":"a2","name":"Slow","service":"cart","labels":{"zone":"a","state":"bad"}}
                {"id":"c","name":"Slow","service":"cart","fingerprint":"00000000000000ff","labels":{"zone":"c"}}
                {"name":"Slow","service":"cart","labels":{"zone":"a"}}
                {"name":"Slow","service":"cart","status":"resolved"}
                """)
            .records();
    List<String> prints = alerts.stream().map(IncomingAlert::getFingerprint).toList();

    assertThat(prints.get(0)).isNotEqualTo(prints.get(1));
    assertThat(prints.get(2)).as("how it is by now is no part of it").isEqualTo(prints.get(0));
    assertThat(prints.get(3)).as("the sender's own").isEqualTo("00000000000000ff");
    assertThat(prints.get(5))
        .as("without an id a resolution may say less")
        .isEqualTo(prints.get(4));
  }

  @Test
  void aBodyThatIsNoJsonIsRefusedWhole() {
    assertThatThrownBy(() -> decode("grafana", "{"))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("the body is not JSON");
  }

  private static Heard<IncomingAlert> decode(String mapping, String body) throws Exception {
    return Heard.of(
        new MappedAlertDecoder(BuiltInMappings.of(mapping).orElseThrow(), DecoderLimits.DEFAULT),
        body);
  }
}
