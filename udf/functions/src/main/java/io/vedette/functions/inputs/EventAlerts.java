package io.vedette.functions.inputs;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.labels.EventIdentity;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Events of the reasons that are bad news by themselves, as alerts: one of an object and reason,
 * over when it has not happened again for a while. They are WARNING.
 */
public final class EventAlerts implements FlatMapFunction<EventRecord, IncomingAlert> {

  private static final long serialVersionUID = 1L;

  private final Set<String> reasons;
  private final long firesFor;

  /**
   * Of these reasons.
   *
   * @param firesFor how long an alert fires after it happened last
   */
  public EventAlerts(List<String> reasons, Duration firesFor) {
    this.reasons = Set.copyOf(reasons);
    this.firesFor = firesFor.toMillis();
  }

  @Override
  public void flatMap(EventRecord event, Collector<IncomingAlert> out) {
    if (reasons.contains(event.getReason())) {
      out.collect(alert(event));
    }
  }

  private IncomingAlert alert(EventRecord event) {
    long hash = SeriesHash.EMPTY;
    hash = SeriesHash.fold(hash, 1, SeriesHash.of(event.getEnvironment()));
    hash = SeriesHash.fold(hash, 2, SeriesHash.of(event.getNamespace()));
    hash = SeriesHash.fold(hash, 3, SeriesHash.of(event.getKind()));
    hash = SeriesHash.fold(hash, 4, SeriesHash.of(event.getName()));
    hash = SeriesHash.fold(hash, 5, SeriesHash.of(event.getReason()));
    String cluster = EventIdentity.cluster(event);
    if (!cluster.isEmpty()) {
      hash = SeriesHash.fold(hash, 6, SeriesHash.of(cluster));
    }
    String fingerprint = SeriesHash.toHex(hash);
    Map<String, String> labels = new LinkedHashMap<>(event.getLabels());
    labels.put("alertname", event.getReason());
    labels.put("namespace", event.getNamespace());
    return IncomingAlert.newBuilder()
        .setId(fingerprint + "-" + event.getTs())
        .setFingerprint(fingerprint)
        .setTs(event.getTs())
        .setStatus(AlertStatus.FIRING)
        .setEnvironment(event.getEnvironment())
        .setService(event.getService())
        .setEntity(event.getName())
        .setName(event.getReason())
        .setHost(event.getHost())
        .setKind("event")
        .setType(event.getKind())
        .setSeverity(Severity.WARNING)
        .setLabels(labels)
        .setSummary(event.getKind() + " " + event.getName() + ": " + event.getMessage())
        .setSender("kubernetes")
        .setExpiresAt(event.getTs() + firesFor)
        .build();
  }
}
