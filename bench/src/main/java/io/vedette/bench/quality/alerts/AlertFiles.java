package io.vedette.bench.quality.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the folder {@code alerts} of the labelled data. */
final class AlertFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlertFiles() {}

  /** Alerts of many incidents, re-timed so that they overlap. */
  static AlertSet overlay(Path folder, String stream, String name) throws IOException {
    Map<String, String> incidents = new HashMap<>();
    for (String line :
        lines(folder.resolve("overlay/dev_" + stream + "_alert_to_incident.csv.gz"))) {
      int comma = line.indexOf(',');
      incidents.put(line.substring(0, comma), line.substring(comma + 1));
    }
    List<LabelledAlert> alerts = new ArrayList<>();
    for (String line : lines(folder.resolve("overlay/dev_" + stream + "_alerts.jsonl.gz"))) {
      JsonNode alert = JSON.readTree(line);
      String incident = incidents.get(alert.get("id").asText());
      if (incident == null) {
        throw new IOException(stream + ": no incident for alert " + alert.get("id"));
      }
      alerts.add(
          new LabelledAlert(
              Math.round(alert.get("ts").asDouble() * 1e3),
              incident,
              alert.get("entity").asText(),
              text(alert, "caller"),
              text(alert, "host"),
              alert.get("name").asText(),
              alert.get("kind").asText(),
              alert.path("direction").asText() + alert.path("type").asText(),
              true));
    }
    return AlertSet.of(name, alerts.stream());
  }

  /** Metric and trace alerts as they were recorded. */
  static AlertSet recorded(Path folder, String system) throws IOException {
    List<LabelledAlert> alerts = new ArrayList<>();
    JsonNode metrics = tree(folder.resolve(system + "/metrics.json.gz"));
    for (Map.Entry<String, JsonNode> incident : metrics.properties()) {
      for (JsonNode row : incident.getValue()) {
        alerts.add(
            new LabelledAlert(
                row.get(0).asLong(),
                incident.getKey(),
                row.get(1).asText(),
                null,
                row.get(2).isNull() ? null : row.get(2).asText(),
                row.get(3).asText(),
                "metric",
                row.get(4).asText(),
                true));
      }
    }
    JsonNode traces = tree(folder.resolve(system + "/traces.json.gz"));
    for (Map.Entry<String, JsonNode> incident : traces.properties()) {
      for (JsonNode row : incident.getValue()) {
        alerts.add(
            new LabelledAlert(
                row.get(0).asLong(),
                incident.getKey(),
                row.get(2).asText(),
                row.get(1).asText(),
                null,
                row.get(3).asText(),
                "trace",
                row.get(4).asText(),
                true));
      }
    }
    return AlertSet.of(system, alerts.stream());
  }

  /** Security alerts; the label is the attack phase, or {@code false_positive}. */
  static AlertSet attack(Path folder, String scenario) throws IOException {
    List<LabelledAlert> alerts = new ArrayList<>();
    for (String line : lines(folder.resolve("ait-ads/" + scenario + "_alerts.txt.gz"))) {
      // names may hold commas, the columns around them do not
      int first = line.indexOf(',');
      String[] end = new String[5];
      int to = line.length();
      for (int i = 4; i >= 0; i--) {
        int comma = line.lastIndexOf(',', to - 1);
        end[i] = line.substring(comma + 1, to);
        to = comma;
      }
      alerts.add(
          new LabelledAlert(
              1000 * Long.parseLong(line.substring(0, first)),
              end[3],
              end[1],
              null,
              end[0],
              line.substring(first + 1, to),
              "",
              end[2],
              true));
    }
    return AlertSet.of("ait-ads " + scenario, alerts.stream());
  }

  private static @Nullable String text(JsonNode alert, String field) {
    JsonNode value = alert.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  static JsonNode tree(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return JSON.readTree(in);
    }
  }

  /** Lines, without the header of a CSV. */
  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().toList();
      return lines.get(0).startsWith("{") ? lines : lines.subList(1, lines.size());
    }
  }
}
