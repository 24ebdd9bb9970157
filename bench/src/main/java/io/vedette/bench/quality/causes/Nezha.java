package io.vedette.bench.quality.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.algorithms.rootcause.Baselines.Anomaly;
import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.ExclusiveTime;
import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import io.vedette.algorithms.rootcause.Share;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.SignSet;
import io.vedette.algorithms.rootcause.Situation;
import io.vedette.algorithms.rootcause.SpanScorer;
import io.vedette.algorithms.trace.Span;
import io.vedette.bench.quality.data.TarGzip;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults injected into TrainTicket, as spans of three minutes each. */
final class Nezha {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DAY = "2023-01-30";
  private static final String FAULTS = "rca_data/" + DAY + "/trace/";
  private static final String NORMAL = "construct_data/" + DAY + "/trace/";
  private static final int KEYS = 100_000;
  private static final long NANOS = 1_000_000_000;
  private static final long MINUTE = 60;
  private static final long DAY_SECONDS = 86_400;
  private static final long WINDOW = 3 * MINUTE;

  private Nezha() {}

  static List<CauseCase> rank(Path folder) throws IOException {
    Map<String, byte[]> files =
        new TreeMap<>(TarGzip.read(folder.resolve("nezha_trainticket_" + DAY + ".tar.gz")));
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    List<Span> before = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith(NORMAL)) {
        before.addAll(spans(file.getValue()));
      } else if (file.getKey().startsWith(FAULTS)) {
        spans.addAll(spans(file.getValue()));
      }
    }
    learnCalls(before, graph);
    learnCalls(spans, graph);
    ExclusiveTime usual = exclusive(before, 0, Long.MAX_VALUE);
    List<CauseCase> cases = new ArrayList<>();
    JsonNode faults = JSON.readTree(files.get("rca_data/" + DAY + '/' + DAY + "-fault_list.json"));
    for (Map.Entry<String, JsonNode> hour : faults.properties()) {
      for (JsonNode fault : hour.getValue()) {
        long at = Long.parseLong(fault.get("inject_timestamp").asText());
        cases.add(
            rank(
                hour.getKey() + '-' + at,
                service(fault.get("inject_pod").asText()),
                graph,
                usual,
                exclusive(spans, at * NANOS, (at + WINDOW) * NANOS)));
      }
    }
    return cases;
  }

  /**
   * The same by a replay: each fault on a day of its own, behind what was normal, noticed by one
   * alert at the first service of the requests.
   */
  static List<CauseCase> replay(Path folder) throws Exception {
    Map<String, byte[]> files =
        new TreeMap<>(TarGzip.read(folder.resolve("nezha_trainticket_" + DAY + ".tar.gz")));
    List<Span> normal = new ArrayList<>();
    List<Span> faulty = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith(NORMAL)) {
        normal.addAll(spans(file.getValue()));
      } else if (file.getKey().startsWith(FAULTS)) {
        faulty.addAll(spans(file.getValue()));
      }
    }
    long end = normal.stream().mapToLong(Span::end).max().orElse(0);
    String first = normal.stream().filter(Span::isRoot).findFirst().orElseThrow().service();
    JsonNode faults = JSON.readTree(files.get("rca_data/" + DAY + '/' + DAY + "-fault_list.json"));
    try (CauseReplay replay = new CauseReplay()) {
      try (BufferedWriter traces = replay.traces()) {
        traces.write("trace_id,span_id,parent_id,service,pod,operation,start,end\n");
        int day = 0;
        for (Map.Entry<String, JsonNode> hour : faults.properties()) {
          for (JsonNode fault : hour.getValue()) {
            long at = Long.parseLong(fault.get("inject_timestamp").asText());
            long move = day++ * DAY_SECONDS * NANOS;
            write(normal, at * NANOS + move - MINUTE * NANOS - end, traces);
            List<Span> during =
                faulty.stream()
                    .filter(span -> span.start() >= (at - MINUTE) * NANOS)
                    .filter(span -> span.start() < (at + WINDOW) * NANOS)
                    .toList();
            write(during, move, traces);
            replay.noticed(
                hour.getKey() + '-' + at,
                service(fault.get("inject_pod").asText()),
                at + (double) move / NANOS,
                first,
                "latency",
                "up");
          }
        }
      }
      return replay.run();
    }
  }

  private static void write(List<Span> spans, long move, BufferedWriter traces) throws IOException {
    for (Span span : spans) {
      String parent = span.parent();
      traces.write(
          String.join(
              ",",
              span.trace(),
              span.id(),
              parent == null ? "" : parent,
              span.service(),
              span.instance() == null ? "" : span.instance(),
              span.operation().replace(',', ' '),
              Long.toString(span.start() + move),
              Long.toString(span.end() + move)));
      traces.write('\n');
    }
  }

  private static CauseCase rank(
      String id, String truth, DependencyGraph graph, ExclusiveTime usual, ExclusiveTime during) {
    Map<String, Share> shares = SpanScorer.score(usual, during);
    RankingParameters parameters = RankingParameters.defaults();
    Situation situation = new Situation(id, 0, new SignSet(1), shares, List.of());
    CausalRanker ranker = new CausalRanker(parameters, graph, new SignHistory(parameters));
    List<Cause> causes = ranker.rank(situation, Methods.MOST, 0);
    Map<String, Anomaly> anomalies = new TreeMap<>();
    shares.forEach((service, share) -> anomalies.put(service, new Anomaly(share.deviation(), 0)));
    return new CauseCase(
        id, truth, Methods.rank(causes, graph, anomalies, null, 0), Methods.scores(causes));
  }

  private static ExclusiveTime exclusive(List<Span> spans, long from, long to) {
    Map<String, List<Span>> traces = new LinkedHashMap<>();
    Map<String, Long> starts = new HashMap<>();
    for (Span span : spans) {
      traces.computeIfAbsent(span.trace(), added -> new ArrayList<>()).add(span);
      starts.merge(span.trace(), span.start(), Math::min);
    }
    ExclusiveTime time = new ExclusiveTime(KEYS);
    traces.forEach(
        (trace, all) -> {
          long start = starts.getOrDefault(trace, 0L);
          if (start >= from && start < to) {
            time.addTrace(all);
          }
        });
    return time;
  }

  private static void learnCalls(List<Span> spans, DependencyGraph graph) {
    Map<String, String> services = new HashMap<>();
    spans.forEach(span -> services.put(span.id(), span.service()));
    for (Span span : spans) {
      String caller = span.parent() == null ? null : services.get(span.parent());
      if (caller != null && !caller.equals(span.service())) {
        graph.observeCalls(caller, span.service(), 0, 1, 0, span.duration() / 1e6);
      }
    }
  }

  private static List<Span> spans(byte[] csv) {
    List<Span> spans = new ArrayList<>();
    new String(csv, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              String[] cells = line.split(",", -1);
              int last = cells.length;
              long start = Long.parseLong(cells[last - 3]);
              long end = Long.parseLong(cells[last - 2]);
              spans.add(
                  new Span(
                      cells[0],
                      cells[1],
                      "root".equals(cells[2]) ? null : cells[2],
                      service(cells[3]),
                      cells[3],
                      cells[4],
                      start,
                      Math.max(0, end - start),
                      false));
            });
    return spans;
  }

  /** The pod's name without the hashes of its deployment. */
  private static String service(String pod) {
    return pod.substring(0, pod.lastIndexOf('-', pod.lastIndexOf('-') - 1));
  }
}
