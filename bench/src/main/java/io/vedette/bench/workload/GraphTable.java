package io.vedette.bench.workload;

import io.vedette.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Prints how fast the whole graph is, beside the one-line scorer, by series and state backend. */
public final class GraphTable {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private GraphTable() {}

  /** {@code GraphTable SERIES TICKS BACKEND [ROUNDS]}. */
  public static void main(String[] arguments) throws Exception {
    int series = Integer.parseInt(arguments[0]);
    int ticks = Integer.parseInt(arguments[1]);
    String backend = arguments[2];
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    Path folder = Files.createTempDirectory("vedette-bench");
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      GraphSpeed graph = new GraphSpeed(broker, folder, LIMIT);
      graph.fill("b", series, ticks);
      long samples = (long) series * ticks;
      for (int round = 0; round < rounds; round++) {
        print("one-line EWMA", graph.baseline("b", Map.of("state.backend", backend), samples));
        print("ours", graph.ours("b", Map.of("state.backend", backend), samples));
      }
    }
    System.exit(0);
  }

  private static void print(String what, GraphSpeed.Speed speed) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %,12.0f points/s  %,8.0f ns of processor a point%n",
        what,
        speed.pointsPerSecond(),
        speed.cpuNanosPerPoint());
  }
}
