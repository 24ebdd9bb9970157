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
    assertThat(AlertForms.ofSeries(alert("MetricBelowBand", "latency", 1, Map.of())).getDirection())
        .isEqualTo("down");
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
