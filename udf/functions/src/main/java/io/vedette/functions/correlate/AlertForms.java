package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.ClusterChange;
import io.vedette.algorithms.correlate.Firing;
import io.vedette.functions.AlertNames;
import io.vedette.functions.logs.LogSeries;
import io.vedette.functions.trace.TracedSeries;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.WaitingAlertRecord;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.ClusterChangeKind;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert in its forms: from a series, as it came, as it waits, as it is grouped; and clusters.
 */
public final class AlertForms {

  private static final String OURS = "vedette";
  private static final String METRIC = "metric";
  private static final String LOG = "log";
  private static final String TRACE = "trace";
  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String LOG_TEMPLATE = "log template ";

  private AlertForms() {}

  /**
   * An alert of a series as one among those of other tools. That of a series counted from spans is
   * of kind {@code trace} and of type {@code errors}, {@code latency} or {@code load}; of a call
   * edge, it is about the callee and names the caller.
   */
  public static IncomingAlert ofSeries(Alert alert) {
    Map<String, String> labels = alert.getLabels();
    IncomingAlert one = ofAnySeries(alert, labels);
    String metric = alert.getMetric();
    if (TracedSeries.is(metric) && one.getDirection() != null) {
      one.setKind(TRACE);
      one.setType(TracedSeries.family(metric, labels).id());
      String callee = TracedSeries.callee(metric, labels);
      if (callee != null) {
        one.setService(callee);
        one.setEntity(null); // its instance is what counted the spans, its host where that runs
        one.setHost(null);
        one.setCaller(TracedSeries.caller(metric, labels));
      }
    }
    return one;
  }

  private static IncomingAlert ofAnySeries(Alert alert, Map<String, String> labels) {
    return IncomingAlert.newBuilder()
        .setId(alert.getId())
        .setFingerprint(alert.getFingerprint())
        .setTs(alert.getEndsAt() == null ? alert.getUpdatedAt() : alert.getEndsAt())
        .setStatus(alert.getStatus())
        .setEnvironment(AlertLabels.environment(labels))
        .setService(alert.getService())
        .setEntity(AlertLabels.entity(labels))
        .setName(name(alert))
        .setHost(AlertLabels.host(labels))
        .setKind(LogSeries.METRIC.equals(alert.getMetric()) ? LOG : METRIC)
        .setDirection(direction(alert))
        .setType(alert.getName())
        .setSeverity(alert.getSeverity())
        .setLabels(labels)
        .setSummary(alert.getSummary())
        .setSender(OURS)
        .setValue(finite(alert.getValue()))
        .setExpected(finite(alert.getExpected()))
        .setLower(finite(alert.getLower()))
        .setUpper(finite(alert.getUpper()))
        .build();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The metric; of a log its template, since two templates of a service are two things. */
  private static String name(Alert alert) {
    if (LogSeries.METRIC.equals(alert.getMetric())) {
      String template = alert.getLabels().get(LogSeries.TEMPLATE_ID);
      return template == null ? alert.getName() : LOG_TEMPLATE + template;
    }
    return alert.getMetric().isEmpty() ? alert.getName() : alert.getMetric();
  }

  /**
   * As the alert is called, so that it is the same when it is said again and when it is over; null
   * where there is no value, as of a silent series.
   */
  private static @Nullable String direction(Alert alert) {
    Direction named = AlertNames.direction(alert.getName());
    if (named != null) {
      return named == Direction.ABOVE ? UP : DOWN;
    }
    if (Double.isNaN(alert.getValue())) {
      return null;
    }
    return alert.getValue() > alert.getUpper() ? UP : DOWN;
  }

  /** As it is grouped, where nothing waits. */
  public static Firing firing(IncomingAlert alert, Severity core) {
    return firing(waiting(alert, alert.getTs(), core, 0), Long.MIN_VALUE);
  }

  /** As it waits for event time. */
  static WaitingAlertRecord waiting(IncomingAlert alert, long time, Severity core, long arrivedAt) {
    Severity severity = alert.getSeverity();
    return new WaitingAlertRecord(
        alert.getId(),
        time,
        Firing.keyOf(
            alert.getKind(),
            alert.getCaller(),
            alert.getEntity() == null ? alert.getService() : alert.getEntity(),
            alert.getName(),
            alert.getDirection() == null ? alert.getType() : alert.getDirection()),
        alert.getService(),
        alert.getEntity(),
        alert.getCaller(),
        alert.getHost(),
        alert.getName(),
        severity == null || severity.compareTo(core) >= 0,
        arrivedAt,
        isEndTold(alert));
  }

  /** Whether it is resolved, or given up, for certain: our own are. */
  static boolean isEndTold(IncomingAlert alert) {
    return OURS.equals(alert.getSender());
  }

  /** As it is grouped, not before a time. */
  static Firing firing(WaitingAlertRecord alert, long notBefore) {
    return new Firing(
        alert.getId(),
        Math.max(alert.getTime(), notBefore),
        alert.getKey(),
        alert.getService(),
        alert.getEntity(),
        alert.getCaller(),
        alert.getHost(),
        alert.getName(),
        alert.getIsCore());
  }

  /** What is told of a cluster. */
  static AlertCluster cluster(
      ClusterChange change, String environment, long at, @Nullable String namesVersion) {
    boolean isMerged = change.kind() == ClusterChange.Kind.MERGED;
    List<ClusterMember> joined = new ArrayList<>(change.joined().size());
    for (ClusterChange.Joined member : change.joined()) {
      joined.add(new ClusterMember(member.alert(), id(member.movedFrom())));
    }
    return AlertCluster.newBuilder()
        .setId(SeriesHash.toHex(change.cluster()))
        .setEnvironment(environment)
        .setChange(ClusterChangeKind.valueOf(change.kind().name()))
        .setAt(at)
        .setStartsAt(change.start())
        .setLastAlertAt(change.last())
        .setAlerts(change.count())
        .setServices(change.services())
        .setMergedInto(isMerged ? id(change.other()) : null)
        .setSplitFrom(isMerged ? null : id(change.other()))
        .setJoined(joined)
        .setNamesVersion(namesVersion)
        .build();
  }

  private static @Nullable String id(long cluster) {
    return cluster == 0 ? null : SeriesHash.toHex(cluster);
  }
}
