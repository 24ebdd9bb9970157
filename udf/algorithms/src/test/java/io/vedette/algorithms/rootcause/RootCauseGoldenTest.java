package io.vedette.algorithms.rootcause;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.algorithms.rootcause.Baselines.Anomaly;
import io.vedette.algorithms.trace.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge is {@code src/test/python/golden_root_cause.py}: plain Python and networkx. */
class RootCauseGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String[][] CALLS = {
    {"front", "cart"},
    {"front", "catalog"},
    {"front", "checkout"},
    {"checkout", "cart"},
    {"checkout", "payment"},
    {"checkout", "mail"},
    {"cart", "redis"},
    {"catalog", "mysql"},
    {"payment", "checkout"}
  };

  @Test
  void scoresOfSignsAgreeWithPython() throws IOException {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    for (String[] call : CALLS) {
      graph.learnCall(call[0], call[1], 1_700_000_000_000L);
    }
    for (int host = 1; host <= 4; host++) {
      graph.learnHost("node-" + host, "node-" + host, 1_700_000_000_000L);
    }
    Map<String, List<Sign>> signs = new LinkedHashMap<>();
    for (String[] row : rows("signs")) {
      signs.computeIfAbsent(row[0], added -> new ArrayList<>()).add(sign(row));
    }
    RankingParameters parameters = RankingParameters.defaults();
    SignHistory history = new SignHistory(parameters);
    Map<String, Map<String, Double>> ours = new LinkedHashMap<>();
    signs.forEach(
        (incident, all) -> {
          SignSet set = new SignSet(parameters.signs());
          for (Sign sign : all) {
            CausalRanker.learn(graph, sign);
            set.add(sign);
          }
          Map<String, Double> scores = new TreeMap<>();
          new CausalRanker(parameters, graph, history)
              .rank(Situation.of(incident, set), 1_000, 0)
              .forEach(cause -> scores.put(cause.entity(), cause.score()));
          ours.put(incident, scores);
          history.put(incident, set.firstTime(), set, graph);
        });

    Map<String, Map<String, Double>> golden = new LinkedHashMap<>();
    for (String[] row : rows("scores")) {
      golden
          .computeIfAbsent(row[0], added -> new TreeMap<>())
          .put(row[1], Double.parseDouble(row[2]));
    }
    assertThat(ours.keySet()).isEqualTo(golden.keySet());
    golden.forEach(
        (incident, scores) -> {
          Map<String, Double> mine = ours.getOrDefault(incident, Map.of());
          assertThat(mine.keySet()).as(incident).isEqualTo(scores.keySet());
          scores.forEach(
              (entity, score) ->
                  assertThat(mine.get(entity))
                      .as(incident + ' ' + entity)
                      .isCloseTo(score, within(1e-9)));
        });
  }

  private static Sign sign(String[] row) {
    long time = Long.parseLong(row[1]);
    return switch (row[2]) {
      case "METRIC" -> Sign.ofMetric(time, row[3], orNull(row[5]), row[6], "down".equals(row[7]));
      case "CALL" -> Sign.ofCall(time, row[4], row[3], row[6], "error".equals(row[7]));
      default -> Sign.ofLog(time, row[3], row[6]);
    };
  }

  @Test
  void sharesOfSpansAgreeWithPython() throws IOException {
    Map<String, Map<String, List<Span>>> periods = new LinkedHashMap<>();
    for (String[] row : rows("spans")) {
      periods
          .computeIfAbsent(row[0], added -> new LinkedHashMap<>())
          .computeIfAbsent(row[1], added -> new ArrayList<>())
          .add(
              new Span(
                  row[1],
                  row[2],
                  orNull(row[3]),
                  row[4],
                  null,
                  row[5],
                  Long.parseLong(row[6]),
                  Long.parseLong(row[7]),
                  false));
    }
    Map<String, Share> shares =
        SpanScorer.score(exclusive(periods, "before"), exclusive(periods, "during"));

    List<String[]> golden = rows("shares");
    assertThat(shares).hasSize(golden.size());
    for (String[] row : golden) {
      Share share = requireNonNull(shares.get(row[0]), row[0]);
      assertThat(share.share()).isCloseTo(Double.parseDouble(row[1]), within(1e-9));
      assertThat(share.deviation()).isCloseTo(Double.parseDouble(row[2]), within(1e-6));
    }
  }

  private static ExclusiveTime exclusive(
      Map<String, Map<String, List<Span>>> periods, String period) {
    ExclusiveTime time = new ExclusiveTime(1_000);
    periods.getOrDefault(period, Map.of()).values().forEach(time::addTrace);
    return time;
  }

  @Test
  void walkAgreesWithNetworkx() throws IOException {
    Graph<String, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    Map<String, Anomaly> restart = new TreeMap<>();
    Map<String, Double> golden = new TreeMap<>();
    for (String[] row : rows("walk")) {
      if ("edge".equals(row[0])) {
        graph.addVertex(row[1]);
        graph.addVertex(row[2]);
        graph.setEdgeWeight(graph.addEdge(row[1], row[2]), Double.parseDouble(row[3]));
      } else {
        double weight = Double.parseDouble(row[2]);
        if (weight > 0) {
          restart.put(row[1], new Anomaly(weight, 0));
        }
        golden.put(row[1], Double.parseDouble(row[3]));
      }
    }
    Map<String, Double> ranks = Baselines.walkRanks(graph, restart, .85);

    assertThat(ranks.keySet()).isEqualTo(golden.keySet());
    golden.forEach(
        (entity, rank) -> assertThat(ranks.get(entity)).as(entity).isCloseTo(rank, within(1e-8)));
  }

  private static List<String[]> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN.resolve("root-cause-" + name + ".csv"));
    return lines.subList(1, lines.size()).stream().map(line -> line.split(",", -1)).toList();
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
