package io.vedette.bench.jmh;

import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import io.vedette.algorithms.rootcause.Sign;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.SignSet;
import io.vedette.algorithms.rootcause.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Rank the causes of an incident of {@value #ALERTS} alerts in a graph of {@value #SERVICES}
 * services and {@value #EDGES} calls, after forty such incidents: five causes with evidence and
 * paths.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RootCauseBenchmark {

  private static final int SERVICES = 2_000;
  private static final int EDGES = 20_000;
  private static final int ALERTS = 6_000;
  private static final int INCIDENTS = 40;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final String[] METRICS = {"cpu", "heap_used", "disk_io", "net_packets"};

  private final RankingParameters parameters = RankingParameters.defaults().withBounds(40, ALERTS);
  private final DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
  private final SignHistory history = new SignHistory(parameters);
  private Situation situation = Situation.of("none", new SignSet(1));

  /** Makes the graph and the incidents. */
  @Setup
  public void makeIncidents() {
    Random random = new Random(1);
    List<String[]> calls = new ArrayList<>();
    while (graph.edgeCount() < EDGES) {
      String caller = "s" + letters(random.nextInt(SERVICES));
      String callee = "s" + letters(random.nextInt(SERVICES));
      graph.learnCall(caller, callee, BEGINNING);
      calls.add(new String[] {caller, callee});
    }
    for (int incident = 0; incident <= INCIDENTS; incident++) {
      long start = BEGINNING + incident * 3_600_000L;
      SignSet signs = new SignSet(parameters.signs());
      for (int i = 0; i < ALERTS; i++) {
        Sign sign = sign(random, calls, start + random.nextInt(300_000));
        CausalRanker.learn(graph, sign);
        signs.add(sign);
      }
      situation = Situation.of("i" + incident, signs);
      history.put("i" + incident, start, signs, graph);
    }
  }

  private static Sign sign(Random random, List<String[]> calls, long at) {
    if (random.nextBoolean()) {
      String[] call = calls.get(random.nextInt(calls.size()));
      return Sign.ofCall(at, call[0], call[1], "op", random.nextBoolean());
    }
    String service = "s" + letters(random.nextInt(SERVICES));
    String metric = METRICS[random.nextInt(METRICS.length)];
    return Sign.ofMetric(at, service + '-' + random.nextInt(3), null, metric, false);
  }

  /** Names without numbers at the end: a service, not an instance. */
  private static String letters(int number) {
    StringBuilder name = new StringBuilder();
    for (int rest = number + 1; rest > 0; rest /= 26) {
      name.append((char) ('a' + rest % 26));
    }
    return name.toString();
  }

  /** One ranking. */
  @Benchmark
  public List<Cause> rank() {
    return new CausalRanker(parameters, graph, history).rank(situation, 5, 10);
  }
}
