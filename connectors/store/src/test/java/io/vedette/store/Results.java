package io.vedette.store;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Records to write. */
public final class Results {

  private Results() {}

  /** An open incident of the first revision. */
  public static Incident.Builder incident(String id, long startsAt, String... services) {
    return Incident.newBuilder()
        .setId(id)
        .setRevision(1)
        .setEnvironment("production")
        .setStatus(IncidentStatus.OPEN)
        .setChange(IncidentChangeKind.OPENED)
        .setChangedAt(startsAt)
        .setChangedBy("vedette")
        .setReason("two alerts")
        .setTitle("Latency of " + services[0])
        .setSeverity(Severity.WARNING)
        .setStartsAt(startsAt)
        .setOpenedAt(startsAt)
        .setLastAlertAt(startsAt)
        .setAlertCount(2)
        .setFiringCount(2)
        .setAlerts(List.of())
        .setServices(
            Stream.of(services)
                .map(name -> new AffectedService(name, 1, 1, Severity.WARNING, startsAt))
                .toList());
  }

  /** A firing alert. */
  public static Alert.Builder alert(String id, long startsAt, String service) {
    return Alert.newBuilder()
        .setId(id)
        .setFingerprint("00000000000000aa")
        .setStatus(AlertStatus.FIRING)
        .setName("MetricAboveBand")
        .setSeriesId("00000000000000bb")
        .setMetric("latency")
        .setService(service)
        .setLabels(Map.of("job", service))
        .setSeverity(Severity.CRITICAL)
        .setStartsAt(startsAt)
        .setUpdatedAt(startsAt)
        .setValue(9)
        .setExpected(1)
        .setLower(0)
        .setUpper(2)
        .setScore(0.9)
        .setPeakScore(0.9)
        .setDetector("ewma")
        .setModelVersion("online")
        .setSummary("latency of " + service + " is 9, expected 1");
  }

  /** An anomaly. */
  public static Anomaly.Builder anomaly(String seriesId, long timestamp, String service) {
    return Anomaly.newBuilder()
        .setId(seriesId + "-" + timestamp)
        .setStatus(AnomalyStatus.RAISED)
        .setSeriesId(seriesId)
        .setMetric("latency")
        .setService(service)
        .setLabels(Map.of())
        .setTimestamp(timestamp)
        .setValue(9)
        .setExpected(1)
        .setLower(0)
        .setUpper(2)
        .setScore(0.9)
        .setDirection(Direction.ABOVE)
        .setSeverity(Severity.WARNING)
        .setDetector("ewma")
        .setModelVersion("online")
        .setChannel("VALUE")
        .setExplanation("9 where 1 was expected");
  }

  /** An audit line of a series. */
  public static Audit.Builder audit(String seriesId, long timestamp, String author) {
    return Audit.newBuilder()
        .setKind(AuditKind.FEEDBACK_APPLIED)
        .setSeriesId(seriesId)
        .setTimestamp(timestamp)
        .setAuthor(author)
        .setCause("feedback-1")
        .setBefore("")
        .setAfter("band 10 % wider")
        .setMessage("the band is wider");
  }

  /** Calls of a minute. */
  public static CallEdge calls(String caller, String callee, long start, double calls) {
    return CallEdge.newBuilder()
        .setCaller(caller)
        .setCallerKind(CallNodeKind.SERVICE)
        .setCallee(callee)
        .setCalleeKind(CallNodeKind.SERVICE)
        .setStart(start)
        .setEnd(start + 60_000)
        .setCalls(calls)
        .setFailed(0)
        .setSpans((long) calls)
        .build();
  }

  /** A scored point. */
  public static ScoredPoint point(int series, long timestamp, double value) {
    return ScoredPoint.newBuilder()
        .setSeriesId(seriesId(series))
        .setSeries("latency{job=\"svc-" + series + "\",path=\"/a,b\"}")
        .setTimestamp(timestamp)
        .setValue(value)
        .setExpected(value)
        .setLower(value - 1)
        .setUpper(value + 1)
        .setScore(0.25)
        .setAnomaly(false)
        .setOutcome(ScoreOutcome.SCORED)
        .build();
  }

  /** The id of a series by number, the top bit set: ids are unsigned. */
  public static String seriesId(int series) {
    return String.format(Locale.ROOT, "f%015x", series);
  }
}
