package io.vedette.formats.alerts;

import static io.vedette.formats.Heard.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.formats.Heard;
import io.vedette.formats.RecordDecoder;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {

  private static final long STARTED = Instant.parse("2023-11-14T22:00:00.123Z").toEpochMilli();

  /** What Alertmanager 0.25.0 gives these labels. */
  private static final String FINGERPRINT = "42c765f93108248d";

  private static final String LABELS =
      """
      "labels":{"alertname":"HighErrors","severity":"page","service":"cart","instance":"10.0.0.7:8080","env":"prod"},
      "annotations":{"summary":"cart fails","description":"5 % of requests"},
      "startsAt":"2023-11-14T22:00:00.123456789Z","generatorURL":"http://p:9090/graph"
      """;

  private final RecordDecoder<IncomingAlert> webhook =
      AlertDecoders.alertmanagerWebhook(DecoderLimits.DEFAULT);
  private final RecordDecoder<IncomingAlert> api =
      AlertDecoders.alertmanagerApi(DecoderLimits.DEFAULT);

  @Test
  void anAlertOfTheWebhookInOurWords() throws Exception {
    IncomingAlert alert =
        Heard.of(webhook, group("\"status\":\"firing\",\"endsAt\":\"0001-01-01T00:00:00Z\""))
            .only();

    assertThat(alert.getId()).isEqualTo("0123456789abcdef-" + STARTED);
    assertThat(alert.getFingerprint()).isEqualTo("0123456789abcdef");
    assertThat(alert.getSenderFingerprint()).isEqualTo("0123456789abcdef");
    assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(alert.getTs()).isEqualTo(STARTED);
    assertThat(alert.getStartsAt()).isEqualTo(STARTED);
    assertThat(alert.getExpiresAt()).isNull();
    assertThat(alert.getName()).isEqualTo("HighErrors");
    assertThat(alert.getService()).isEqualTo("cart");
    assertThat(alert.getEntity()).isEqualTo("10.0.0.7:8080");
    assertThat(alert.getEnvironment()).isEqualTo("prod");
    assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.getSummary()).isEqualTo("cart fails");
    assertThat(alert.getSender()).isEqualTo("alertmanager");
    assertThat(alert.getLabels()).containsEntry("severity", "page").hasSize(5);
  }

  @Test
  void anAlertThatIsOverKeepsTheIdOfItsFiring() throws Exception {
    IncomingAlert alert =
        Heard.of(webhook, group("\"status\":\"resolved\",\"endsAt\":\"2023-11-14T22:10:00Z\""))
            .only();

    assertThat(alert.getId()).isEqualTo("0123456789abcdef-" + STARTED);
    assertThat(alert.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(alert.getTs()).isEqualTo(Instant.parse("2023-11-14T22:10:00Z").toEpochMilli());
    assertThat(alert.getExpiresAt()).isNull();
  }

  @Test
  void whatTheSenderLeftOutIsCounted() throws Exception {
    Heard<IncomingAlert> heard =
        Heard.of(webhook, "{\"version\":\"4\",\"truncatedAlerts\":7,\"alerts\":[]}");

    assertThat(heard.records()).isEmpty();
    assertThat(heard.lost()).isEqualTo(7);
    assertThat(heard.refusals()).singleElement().asString().startsWith("OVER_LIMIT 7 alerts");
  }

  @Test
  void anAlertOfPrometheusExpiresAtTheEndItNames() throws Exception {
    IncomingAlert alert =
        Heard.of(api, "[{" + LABELS + ",\"endsAt\":\"2023-11-14T22:17:20Z\"}]").only();

    assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(alert.getExpiresAt()).isEqualTo(RECEIVED + 240_000);
    assertThat(alert.getFingerprint()).isEqualTo(FINGERPRINT);
    assertThat(alert.getId()).isEqualTo(FINGERPRINT + "-" + STARTED);
    assertThat(alert.getSender()).isEqualTo("prometheus");
  }

  @Test
  void anAlertOfPrometheusWithAnEndThatIsPastIsOver() throws Exception {
    IncomingAlert alert =
        Heard.of(api, "[{" + LABELS + ",\"endsAt\":\"2023-11-14T22:13:19Z\"}]").only();

    assertThat(alert.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(alert.getTs()).isEqualTo(RECEIVED - 1000);
  }

  @Test
  void anEmptyLabelIsNoLabel() throws Exception {
    IncomingAlert with = Heard.of(api, "[{\"labels\":{\"alertname\":\"A\",\"x\":\"\"}}]").only();
    IncomingAlert without = Heard.of(api, "[{\"labels\":{\"alertname\":\"A\"}}]").only();

    assertThat(with.getFingerprint()).isEqualTo(without.getFingerprint());
    assertThat(with.getLabels()).isEqualTo(Map.of("alertname", "A"));
    assertThat(with.getTs()).isEqualTo(RECEIVED);
    assertThat(with.getStartsAt()).isNull();
  }

  @Test
  void aWrongAlertIsRefusedAloneAndSaysWhere() throws Exception {
    Heard<IncomingAlert> heard =
        Heard.of(
            api,
            """
            [{"labels":{"x":"y"}}, {"labels":{"alertname":"A"},"startsAt":"soon"}, 7,
             {"labels":{"alertname":1}}, {"labels":{"alertname":"B"}}]
            """);

    assertThat(heard.records()).extracting(IncomingAlert::getName).containsExactly("B");
    assertThat(heard.refusals())
        .containsExactly(
            "MALFORMED alerts[0]: an alert needs a name",
            "MALFORMED alerts[1]: startsAt is no time: 'soon'",
            "MALFORMED alerts[2]: an alert needs a name",
            "MALFORMED alerts[3]: labels must be an object of texts");
  }

  @Test
  void whatIsBeyondALimitIsRefused() throws Exception {
    StringBuilder labels = new StringBuilder("\"alertname\":\"A\"");
    for (int i = 0; i < 64; i++) {
      labels.append(",\"l").append(i).append("\":\"v\"");
    }
    String longValue = "v".repeat(2049);

    Heard<IncomingAlert> heard =
        Heard.of(
            api,
            "[{\"labels\":{%s}},{\"labels\":{\"alertname\":\"A\",\"x\":\"%s\"}}]"
                .formatted(labels, longValue));

    assertThat(heard.records()).isEmpty();
    assertThat(heard.refusals())
        .containsExactly(
            "OVER_LIMIT alerts[0]: an alert has 65 labels; at most 64 are taken",
            "OVER_LIMIT alerts[1]: an alert has a label that is too long, 'x'");
  }

  @Test
  void bodiesThatAreNoAlertsAreRefusedWhole() {
    assertThatThrownBy(() -> Heard.of(webhook, "{}"))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("the body has no list 'alerts'");
    assertThatThrownBy(() -> Heard.of(api, "{}")).hasMessage("the body is no list of alerts");
    assertThatThrownBy(() -> Heard.of(api, "[{")).hasMessageStartingWith("the body is not JSON");
  }

  @Test
  void aBodyIsToldBySight() throws Exception {
    RecordDecoder<IncomingAlert> bySight = AlertDecoders.bySight(DecoderLimits.DEFAULT);

    assertThat(Heard.of(bySight, group("\"status\":\"firing\"")).only().getSender())
        .isEqualTo("alertmanager");
    assertThat(Heard.of(bySight, "[{" + LABELS + "}]").only().getSender()).isEqualTo("prometheus");
    assertThat(
            Heard.of(bySight, "{\"name\":\"A\",\"ts\":1699999937.112}{\"name\":\"B\"}").records())
        .extracting(IncomingAlert::getName, IncomingAlert::getTs)
        .containsExactly(tuple("A", 1_699_999_937_112L), tuple("B", RECEIVED));
  }

  private static String group(String more) {
    return """
        {"version":"4","groupKey":"{}:{}","status":"firing","receiver":"v","truncatedAlerts":0,
         "alerts":[{%s,"fingerprint":"0123456789abcdef",%s}]}
        """
        .formatted(LABELS, more);
  }
}
