package io.vedette.functions.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertFormsTest {

  @Test
  void anAlertOfASeriesIsAMetricsAndSaysWhereTheValueWent() {
    IncomingAlert above = AlertForms.ofSeries(alert("MetricAboveBand", "latency", 9, Map.of()));
    assertThat(above.getKind()).isEqualTo("metric");
    assertThat(above.getName()).isEqualTo("latency");
    assertThat(above.getDirection()).isEqualTo("up");
    assertThat(above.getType()).isEqualTo("MetricAboveBand");
    assertThat(above.getValue()).isEqualTo(9);
    assertThat(above.getUpper()).isEqualTo(6);
    assertThat(AlertForms.ofSeries(alert("MetricBelowBand", "latency", 1, Map.of())).getDirection())
        .isEqualTo("down");
    Alert back = alert("MetricAboveBand", "latency", 4, Map.of());
    back.setStatus(AlertStatus.RESOLVED);
    assertThat(AlertForms.ofSeries(back).getDirection()).as("it had gone up").isEqualTo("up");
  }

  @Test
  void itsDirectionIsThatOfItsNameWhateverTheValueIsByNow() {
    assertThat(AlertForms.ofSeries(alert("MetricAboveBand", "latency", 5, Map.of())).getDirection())
        .as("said again while it is back in its band")
        .isEqualTo("up");
    assertThat(
            AlertForms.ofSeries(alert("MetricAboveBand", "latency", Double.NaN, Map.of()))
                .getDirection())
        .as("over, since its series ended")
        .isEqualTo("up");
  }

  @Test
  void anAlertOfALogIsALogsAndEachTemplateAThingOfItsOwn() {
    IncomingAlert one =
        AlertForms.ofSeries(
            alert(
                "NewLogTemplate",
                "log_template_lines",
                Double.NaN,
                Map.of("template_id", "00000000000000ab", "level", "ERROR")));
    assertThat(one.getKind()).isEqualTo("log");
    assertThat(one.getName()).isEqualTo("log template 00000000000000ab");
    assertThat(one.getDirection()).as("a finding has no value").isNull();
    assertThat(one.getType()).isEqualTo("NewLogTemplate");

    IncomingAlert counted =
        AlertForms.ofSeries(
            alert(
                "MetricAboveBand",
                "log_template_lines",
                9,
                Map.of("template_id", "00000000000000ab")));
    assertThat(counted.getKind()).as("its count out of band").isEqualTo("log");
    assertThat(counted.getDirection()).isEqualTo("up");
  }

  @Test
  void aSilentSourceIsNamedByItsAlert() {
    IncomingAlert silent = AlertForms.ofSeries(alert("SourceSilent", "", Double.NaN, Map.of()));
    assertThat(silent.getName()).isEqualTo("SourceSilent");
    assertThat(silent.getDirection()).isNull();
  }

  @Test
  void anAlertOfACallEdgeIsAboutTheCalleeAndNamesTheCaller() {
    Map<String, String> edge =
        Map.of("client", "front", "server", "cart", "instance", "collector:8888", "node", "n-1");
    IncomingAlert failing = trace("traces_service_graph_request_failed_total", 9, edge);
    assertThat(failing.getKind()).isEqualTo("trace");
    assertThat(failing.getType()).isEqualTo("errors");
    assertThat(failing.getDirection()).isEqualTo("up");
    assertThat(failing.getCaller()).isEqualTo("front");
    assertThat(failing.getService()).isEqualTo("cart");
    assertThat(failing.getEntity()).as("the instance is the collector's").isNull();
    assertThat(failing.getHost()).isNull();

    for (String timer :
        new String[] {
          "traces_service_graph_request_server_seconds",
          "traces_service_graph_request_client_seconds"
        }) {
      assertThat(trace(timer, 9, edge).getType()).as(timer).isEqualTo("latency");
    }
    IncomingAlert fewer = trace("traces_service_graph_request_total", 1, edge);
    assertThat(fewer.getType()).isEqualTo("load");
    assertThat(fewer.getDirection()).isEqualTo("down");
  }

  @Test
  void anAlertOfSpansIsAboutTheirServiceWhoeverCalled() {
    Map<String, String> operation = Map.of("service_name", "cart", "span_name", "GET /");
    IncomingAlert slow = trace("traces_span_metrics_duration_seconds", 9, operation);
    assertThat(slow.getKind()).isEqualTo("trace");
    assertThat(slow.getType()).isEqualTo("latency");
    assertThat(slow.getService()).isEqualTo("cart");
    assertThat(slow.getCaller()).isNull();
    assertThat(trace("traces_span_metrics_calls_failed_total", 9, operation).getType())
        .isEqualTo("errors");
    assertThat(trace("traces_span_metrics_calls_total", 9, operation).getType()).isEqualTo("load");
    assertThat(
            trace("traces_span_metrics_calls_total", 9, Map.of("status_code", "STATUS_CODE_ERROR"))
                .getType())
        .as("as the Collector counts failed calls")
        .isEqualTo("errors");
    assertThat(trace("traces_service_requests_total", 9, operation).getType()).isEqualTo("load");
    Alert silent = alert("SeriesSilent", "traces_service_requests_total", Double.NaN, operation);
    assertThat(AlertForms.ofSeries(silent).getKind())
        .as("a finding of silence is none of calls")
        .isEqualTo("metric");
  }

  private static IncomingAlert trace(String metric, double value, Map<String, String> labels) {
    String name = value > 6 ? "MetricAboveBand" : "MetricBelowBand";
    return AlertForms.ofSeries(alert(name, metric, value, labels));
  }

  private static Alert alert(String name, String metric, double value, Map<String, String> labels) {
    return Alert.newBuilder()
        .setId("a-1")
        .setFingerprint("00000000000000aa")
        .setStatus(AlertStatus.FIRING)
        .setName(name)
        .setSeriesId("00000000000000bb")
        .setMetric(metric)
        .setService("cart")
        .setLabels(labels)
        .setSeverity(Severity.WARNING)
        .setStartsAt(1)
        .setUpdatedAt(1)
        .setValue(value)
        .setExpected(4)
        .setLower(2)
        .setUpper(6)
        .setScore(1)
        .setPeakScore(1)
        .setDetector("test")
        .setModelVersion("online")
        .setSummary("")
        .build();
  }
}
