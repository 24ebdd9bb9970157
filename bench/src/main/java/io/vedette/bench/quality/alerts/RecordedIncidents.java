package io.vedette.bench.quality.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents of a system as they were recorded, resolved, in order of time. */
final class RecordedIncidents {

  private RecordedIncidents() {}

  /**
   * An incident whose fault is known.
   *
   * @param faultType what kind of fault it was
   * @param original the same for copies of one recording
   */
  record Labelled(Incident incident, String faultType, String original) {}

  static List<Labelled> read(Path folder, String system) throws IOException {
    JsonNode metrics = AlertFiles.tree(folder.resolve(system + "/metrics.json.gz"));
    JsonNode traces = AlertFiles.tree(folder.resolve(system + "/traces.json.gz"));
    JsonNode logs = AlertFiles.tree(folder.resolve(system + "/logs.json.gz"));
    List<String> lines = Files.readAllLines(folder.resolve(system + "/label.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    int id = header.indexOf("fault_id");
    int original = header.indexOf("orig_fault_id");
    int type = header.indexOf("fault_type");
    int start = header.indexOf("fault_st_time");
    List<Labelled> incidents = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      // what may hold commas stands behind these columns
      String[] cells = line.split(",", -1);
      List<IncidentAlert> alerts = new ArrayList<>();
      for (JsonNode row : metrics.path(cells[id])) {
        alerts.add(
            alert(row.get(1).asText(), "metric", row.get(3).asText(), row.get(4).asText(), null));
      }
      for (JsonNode row : traces.path(cells[id])) {
        alerts.add(
            alert(row.get(2).asText(), "trace", row.get(3).asText(), null, row.get(4).asText()));
      }
      for (JsonNode row : logs.path(cells[id])) {
        String template = "log template " + row.get(1).asText();
        for (int i = 0; i < row.get(3).asInt(); i++) {
          alerts.add(alert(row.get(0).asText(), "log", template, null, null));
        }
      }
      if (!alerts.isEmpty()) {
        incidents.add(
            new Labelled(
                incident(cells[id], time(cells[start]), alerts),
                cells[type],
                original < 0 ? cells[id] : cells[original]));
      }
    }
    incidents.sort(Comparator.comparingLong(one -> one.incident().getStartsAt()));
    return incidents;
  }

  private static long time(String text) {
    return text.contains(" ")
        ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli()
        : 1000 * Long.parseLong(text);
  }

  private static IncidentAlert alert(
      String entity, String kind, String name, @Nullable String direction, @Nullable String type) {
    return IncidentAlert.newBuilder()
        .setId("")
        .setFingerprint("")
        .setStatus(AlertStatus.RESOLVED)
        .setName(name)
        .setService(entity.replaceAll("[-0-9]+$", ""))
        .setEntity(entity)
        .setKind(kind)
        .setDirection(direction)
        .setType(type)
        .setSeverity(Severity.WARNING)
        .setStartsAt(0)
        .build();
  }

  private static Incident incident(String id, long start, List<IncidentAlert> alerts) {
    Map<String, Integer> byService = new LinkedHashMap<>();
    alerts.forEach(alert -> byService.merge(String.valueOf(alert.getService()), 1, Integer::sum));
    List<AffectedService> services = new ArrayList<>();
    byService.forEach(
        (service, count) ->
            services.add(new AffectedService(service, count, 0, Severity.WARNING, start)));
    return Incident.newBuilder()
        .setId(id)
        .setRevision(1)
        .setEnvironment("")
        .setStatus(IncidentStatus.RESOLVED)
        .setChange(IncidentChangeKind.RESOLVED)
        .setChangedAt(start)
        .setChangedBy("")
        .setReason("")
        .setTitle("")
        .setSeverity(Severity.WARNING)
        .setStartsAt(start)
        .setOpenedAt(start)
        .setLastAlertAt(start)
        .setResolvedAt(start)
        .setAlertCount(alerts.size())
        .setFiringCount(0)
        .setAlerts(alerts)
        .setServices(services)
        .build();
  }
}
