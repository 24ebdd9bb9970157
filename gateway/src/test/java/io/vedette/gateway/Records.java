package io.vedette.gateway;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.CauseEvidence;
import io.vedette.schema.incident.CauseLevel;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.util.List;
import java.util.Map;

/** Records as the job writes them. */
final class Records {

  static final long BEGINNING = 1_764_590_400_000L;

  private Records() {}

  static Alert alert(String id) {
    return Alert.newBuilder()
        .setId(id)
        .setFingerprint("a1b2c3d4e5f60718")
        .setStatus(AlertStatus.FIRING)
        .setName("MetricAboveBand")
        .setSeriesId("00c0ffee00c0ffef")
        .setMetric("orders")
        .setService("cart")
        .setLabels(Map.of("service", "cart"))
        .setSeverity(Severity.CRITICAL)
        .setStartsAt(BEGINNING)
        .setUpdatedAt(BEGINNING)
        .setValue(12)
        .setExpected(1)
        .setLower(Double.NEGATIVE_INFINITY)
        .setUpper(2)
        .setScore(0.9)
        .setPeakScore(0.9)
        .setDetector("adaptive-band")
        .setModelVersion("online")
        .setSummary("orders of <cart> is above its band")
        .build();
  }

  static Incident incident(String id, long revision) {
    return Incident.newBuilder()
        .setId(id)
        .setRevision(revision)
        .setEnvironment("default")
        .setStatus(IncidentStatus.OPEN)
        .setChange(IncidentChangeKind.OPENED)
        .setChangedAt(BEGINNING)
        .setChangedBy("vedette")
        .setReason("an alert fires")
        .setTitle("cart: MetricAboveBand")
        .setSeverity(Severity.CRITICAL)
        .setStartsAt(BEGINNING)
        .setOpenedAt(BEGINNING + 5_000)
        .setLastAlertAt(BEGINNING)
        .setAlertCount(1)
        .setFiringCount(1)
        .setAlerts(
            List.of(
                IncidentAlert.newBuilder()
                    .setId("a1b2c3d4e5f60718-" + BEGINNING)
                    .setFingerprint("a1b2c3d4e5f60718")
                    .setStatus(AlertStatus.FIRING)
                    .setName("MetricAboveBand")
                    .setService("cart")
                    .setSeverity(Severity.CRITICAL)
                    .setStartsAt(BEGINNING)
                    .build()))
        .setServices(
            List.of(
                AffectedService.newBuilder()
                    .setService("cart")
                    .setAlerts(1)
                    .setFiring(1)
                    .setSeverity(Severity.CRITICAL)
                    .setFirstAlertAt(BEGINNING)
                    .build()))
        .setCauses(List.of(cause()))
        .build();
  }

  private static RankedCause cause() {
    return RankedCause.newBuilder()
        .setEntity("payment-db")
        .setLevel(CauseLevel.SERVICE)
        .setScore(12.5)
        .setConfidence(0.8)
        .setFamilies(List.of("latency"))
        .setPath(List.of("payment-db", "cart"))
        .setEvidence(
            List.of(
                CauseEvidence.newBuilder()
                    .setKind("metric")
                    .setName("db_query_seconds")
                    .setFamily("latency")
                    .setEntity("payment-db")
                    .setAt(BEGINNING)
                    .setCount(4)
                    .setStrength(6.2)
                    .build()))
        .build();
  }
}
