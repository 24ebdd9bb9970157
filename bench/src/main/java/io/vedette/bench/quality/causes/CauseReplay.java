package io.vedette.bench.quality.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.jobs.launch.Replay;
import io.vedette.jobs.launch.ReplayOptions;
import io.vedette.jobs.launch.ReplaySettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a data set in one replay: each is noticed by one alert, and what is asked is what
 * the incident of this alert names as its causes.
 *
 * <pre>
 *   folder/  metrics.csv, traces.csv, topology.csv, alerts.jsonl --Replay--&gt; out/incidents.jsonl
 * </pre>
 */
final class CauseReplay implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METRICS = "metrics.csv";
  private static final String TRACES = "traces.csv";
  private static final String TOPOLOGY = "topology.csv";
  private static final String ALERTS = "alerts.jsonl";

  private final Path folder;
  private final Map<String, String> truths = new LinkedHashMap<>();
  private final List<String> alerts = new ArrayList<>();

  CauseReplay() throws IOException {
    folder = Files.createTempDirectory("vedette-causes");
  }

  /** A file of series: {@code timestamp,series,value}. */
  BufferedWriter metrics() throws IOException {
    return Files.newBufferedWriter(folder.resolve(METRICS));
  }

  /** A file of spans. */
  BufferedWriter traces() throws IOException {
    return Files.newBufferedWriter(folder.resolve(TRACES));
  }

  /** A file of calls: {@code caller,callee}. */
  BufferedWriter topology() throws IOException {
    return Files.newBufferedWriter(folder.resolve(TOPOLOGY));
  }

  /** A fault is noticed. */
  void noticed(
      String id, String truth, double seconds, String service, String name, String direction) {
    truths.put(id, truth);
    ObjectNode alert = JSON.createObjectNode();
    alert.put("id", id).put("ts", seconds).put("service", service).put("name", name);
    alerts.add(alert.put("kind", "metric").put("direction", direction).toString());
  }

  /** Runs the replay; a case for each alert. */
  List<CauseCase> run() throws Exception {
    Files.write(folder.resolve(ALERTS), alerts);
    Path out = folder.resolve("out");
    Replay.run(
        new ReplayOptions(
            there(METRICS),
            null,
            folder.resolve(ALERTS),
            there(TOPOLOGY),
            null,
            there(TRACES),
            out,
            ReplaySettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});
    Map<String, JsonNode> incidents = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve(Replay.INCIDENTS))) {
      JsonNode incident = JSON.readTree(line);
      incidents.put(incident.get("id").asText(), incident);
    }
    Map<String, String> places = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve(Replay.ALERT_INCIDENTS))) {
      int comma = line.lastIndexOf(',');
      places.put(line.substring(0, comma), line.substring(comma + 1));
    }
    List<CauseCase> cases = new ArrayList<>();
    truths.forEach((id, truth) -> cases.add(of(id, truth, incidents.get(places.get(id)))));
    return cases;
  }

  private @Nullable Path there(String name) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? file : null;
  }

  private static CauseCase of(String id, String truth, @Nullable JsonNode incident) {
    List<String> entities = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    if (incident != null) {
      for (JsonNode cause : incident.get("causes")) {
        entities.add(cause.get("entity").asText());
        scores.add(cause.get("score").asDouble());
      }
    }
    return new CauseCase(id, truth, Map.of(Methods.VEDETTE, entities), scores);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              });
    }
  }
}
