package io.vedette.bench.quality.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.algorithms.correlate.AlertGrouper;
import io.vedette.algorithms.correlate.ClusterChange;
import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.algorithms.correlate.Firing;
import io.vedette.algorithms.rootcause.Baselines;
import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import io.vedette.algorithms.rootcause.Sign;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.SignSet;
import io.vedette.algorithms.rootcause.Situation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Incidents as metric, trace and log alerts. They are grouped as a replay groups them, without
 * using which incident an alert came from; a labelled incident is judged by the group that holds
 * most of its alerts.
 */
final class AlertIncidents {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines are in local time there. */
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final int TIME_LENGTH = 19;

  private AlertIncidents() {}

  private record Labelled(String incident, Sign sign) {}

  /** Ranks every labelled incident of a system. */
  static List<CauseCase> rank(Path folder) throws IOException {
    List<Labelled> alerts = alerts(folder);
    Map<String, String> truths = truths(folder);
    long[] groups = group(alerts);
    Map<Long, List<Labelled>> byGroup = new LinkedHashMap<>();
    for (int i = 0; i < groups.length; i++) {
      byGroup.computeIfAbsent(groups[i], added -> new ArrayList<>()).add(alerts.get(i));
    }
    RankingParameters parameters = RankingParameters.defaults();
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    learnTopology(folder, graph, alerts.get(0).sign().time());
    SignHistory history = new SignHistory(parameters);
    Map<Long, CauseCase> ranked = new HashMap<>();
    for (Map.Entry<Long, List<Labelled>> group : byGroup.entrySet()) {
      SignSet signs = new SignSet(parameters.signs());
      for (Labelled alert : group.getValue()) {
        CausalRanker.learn(graph, alert.sign());
        signs.add(alert.sign());
      }
      String id = Long.toHexString(group.getKey());
      Situation situation = Situation.of(id, signs);
      CausalRanker ranker = new CausalRanker(parameters, graph, history);
      List<Cause> causes = ranker.rank(situation, Methods.MOST, 0);
      ranked.put(
          group.getKey(),
          new CauseCase(
              id,
              "",
              Methods.rank(causes, graph, Baselines.anomalies(signs), null, signs.firstTime()),
              Methods.scores(causes)));
      history.put(id, signs.firstTime(), signs, graph);
    }
    return judge(truths, alerts, groups, ranked);
  }

  private static List<CauseCase> judge(
      Map<String, String> truths,
      List<Labelled> alerts,
      long[] groups,
      Map<Long, CauseCase> ranked) {
    Map<String, Map<Long, Integer>> members = new HashMap<>();
    for (int i = 0; i < groups.length; i++) {
      members
          .computeIfAbsent(alerts.get(i).incident(), added -> new TreeMap<>())
          .merge(groups[i], 1, Integer::sum);
    }
    List<CauseCase> cases = new ArrayList<>();
    truths.forEach(
        (incident, truth) -> {
          Long most =
              members.getOrDefault(incident, Map.of()).entrySet().stream()
                  .max(Map.Entry.comparingByValue())
                  .map(Map.Entry::getKey)
                  .orElse(null);
          CauseCase of = most == null ? null : ranked.get(most);
          cases.add(
              of == null
                  ? new CauseCase(incident, truth, Map.of(), List.of())
                  : new CauseCase(incident, truth, of.rankings(), of.scores()));
        });
    return cases;
  }

  /** The group of each alert, as AlertGrouper says at the end. */
  private static long[] group(List<Labelled> alerts) {
    AlertGrouper grouper = new AlertGrouper(CorrelateParameters.defaults(), "");
    long[] groups = new long[alerts.size()];
    Map<Long, Long> merged = new HashMap<>();
    for (int i = 0; i < groups.length; i++) {
      grouper.add(firing(alerts.get(i).sign(), i));
      if (i % 100 == 99 || i == groups.length - 1) {
        for (ClusterChange change : grouper.drain()) {
          change
              .joined()
              .forEach(joined -> groups[Integer.parseInt(joined.alert())] = change.cluster());
          if (change.kind() == ClusterChange.Kind.MERGED) {
            merged.put(change.cluster(), change.other());
          }
        }
      }
    }
    for (int i = 0; i < groups.length; i++) {
      for (Long into = merged.get(groups[i]); into != null; into = merged.get(into)) {
        groups[i] = into;
      }
    }
    return groups;
  }

  private static Firing firing(Sign sign, int place) {
    String variant = (sign.isDown() ? "down" : "") + (sign.isError() ? "error" : "");
    long key = Firing.keyOf(sign.kind().name(), sign.caller(), sign.entity(), sign.name(), variant);
    return new Firing(
        Integer.toString(place),
        sign.time(),
        key,
        null,
        sign.entity(),
        sign.caller(),
        sign.host(),
        sign.name(),
        true);
  }

  private static List<Labelled> alerts(Path folder) throws IOException {
    List<Labelled> alerts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> incident : tree(folder, "metrics.json.gz").properties()) {
      for (JsonNode row : incident.getValue()) {
        alerts.add(
            new Labelled(
                incident.getKey(),
                Sign.ofMetric(
                    row.get(0).asLong(),
                    row.get(1).asText(),
                    row.get(2).isNull() ? null : row.get(2).asText(),
                    row.get(3).asText(),
                    "down".equals(row.get(4).asText()))));
      }
    }
    for (Map.Entry<String, JsonNode> incident : tree(folder, "traces.json.gz").properties()) {
      for (JsonNode row : incident.getValue()) {
        alerts.add(
            new Labelled(
                incident.getKey(),
                Sign.ofCall(
                    row.get(0).asLong(),
                    row.get(1).asText(),
                    row.get(2).asText(),
                    row.get(3).asText(),
                    !"PD".equals(row.get(4).asText()))));
      }
    }
    for (Map.Entry<String, JsonNode> incident : tree(folder, "logs.json.gz").properties()) {
      for (JsonNode row : incident.getValue()) {
        for (JsonNode line : row.get(2)) {
          alerts.add(
              new Labelled(
                  incident.getKey(),
                  Sign.ofLog(time(line.asText()), row.get(0).asText(), row.get(1).asText())));
        }
      }
    }
    alerts.sort(Comparator.comparingLong(alert -> alert.sign().time()));
    return alerts;
  }

  private static long time(String line) {
    return LocalDateTime.parse(line.substring(0, TIME_LENGTH).replace(' ', 'T'))
        .toInstant(CHINA)
        .toEpochMilli();
  }

  private static void learnTopology(Path folder, DependencyGraph graph, long time)
      throws IOException {
    for (JsonNode edge :
        JSON.readTree(Files.readAllBytes(folder.resolve("topology.json"))).get("edges")) {
      String from = edge.get("source").asText();
      String to = edge.get("target").asText();
      switch (edge.get("label").asText()) {
        case "control_flow", "data_flow" -> graph.learnCall(from, to, time);
        case "hosted_on" -> graph.learnHost(from, to, time);
        case "instance_of" -> graph.learnInstance(from, to, time);
        default -> {
          // the reverse of these, and who registers where
        }
      }
    }
  }

  private static Map<String, String> truths(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("label.csv"), StandardCharsets.UTF_8);
    List<String> header = List.of(lines.get(0).split(",", -1));
    int id = header.indexOf("fault_id");
    int entity = header.indexOf("fault_entity");
    Map<String, String> truths = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      truths.put(cells[id], cells[entity]);
    }
    return truths;
  }

  private static JsonNode tree(Path folder, String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return JSON.readTree(in);
    }
  }
}
