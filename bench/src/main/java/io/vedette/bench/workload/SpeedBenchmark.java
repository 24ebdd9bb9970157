package io.vedette.bench.workload;

import io.vedette.bench.jmh.EwmaDetectorBenchmark;
import io.vedette.bench.jmh.NoiseGateBenchmark;
import io.vedette.bench.jmh.RemoteWriteDecoderBenchmark;
import io.vedette.bench.jmh.RootCauseBenchmark;
import io.vedette.bench.jmh.SeasonalModelBenchmark;
import io.vedette.bench.jmh.SeriesDetectorBenchmark;
import io.vedette.bench.jmh.TemplateMinerBenchmark;
import io.vedette.broker.BrokerProcess;
import io.vedette.kafka.ResultGuarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every figure of speed, as Markdown tables: algorithms alone (JMH), the whole graph beside the
 * one-line scorer, latency at half load, bytes of state a series.
 *
 * <p>{@code SpeedBenchmark [PART...]}, of {@code jmh}, {@code graph}, {@code large}, {@code
 * rocksdb}, {@code latency} and {@code state}; by default all, in about 15 minutes on two idle
 * cores.
 */
public final class SpeedBenchmark {

  private static final List<String> PARTS =
      List.of("jmh", "graph", "large", "rocksdb", "latency", "state");
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final BrokerProcess broker;
  private final Path folder;
  private final GraphSpeed graph;

  private SpeedBenchmark(BrokerProcess broker, Path folder) {
    this.broker = broker;
    this.folder = folder;
    this.graph = new GraphSpeed(broker, folder, LIMIT);
  }

  /** Runs the parts named, or all. */
  public static void main(String[] arguments) throws Exception {
    List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
    if (!PARTS.containsAll(parts)) {
      throw new IllegalArgumentException("parts are " + PARTS + ", not " + parts);
    }
    if (parts.contains("jmh")) {
      algorithms();
    }
    if (!parts.equals(List.of("jmh"))) {
      Path folder = Files.createTempDirectory("vedette-bench");
      try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
        new SpeedBenchmark(broker, folder).run(parts);
      }
    }
    // a local Flink cluster leaves threads behind
    System.exit(0);
  }

  private void run(List<String> parts) throws Exception {
    if (parts.contains("state")) {
      // first: what is left of other jobs would be counted too
      StateSize.measure(broker, folder, 100_000, 40);
    }
    if (parts.contains("graph") || parts.contains("large") || parts.contains("rocksdb")) {
      print(
          "| whole graph | ours, points/s | one-line EWMA, points/s | ratio | ours, ns of"
              + " processor a point | one-line | ratio |%n|---|---|---|---|---|---|---|%n");
    }
    if (parts.contains("graph")) {
      compare("10,000 series, heap", 10_000, 1_500, Map.of("state.backend", "hashmap"), 4);
      compare("100,000 series, heap", 100_000, 100, Map.of("state.backend", "hashmap"), 2);
    }
    if (parts.contains("large")) {
      // what docs/operations.md says of a million series; long enough that one is taken
      Map<String, String> settings =
          Map.of("state.backend", "hashmap", "checkpoints.interval", "60s");
      compare("1,000,000 series, heap, checkpoints every 60 s", 1_000_000, 40, settings, 1);
    }
    if (parts.contains("rocksdb")) {
      compare("10,000 series, RocksDB", 10_000, 300, Map.of("state.backend", "rocksdb"), 1);
      compare("100,000 series, RocksDB", 100_000, 30, Map.of("state.backend", "rocksdb"), 1);
    }
    if (parts.contains("latency")) {
      latency();
    }
  }

  /** Both scorers in turn, the least of the rounds' disturbance counts. */
  private void compare(String what, int series, int ticks, Map<String, String> settings, int rounds)
      throws Exception {
    String backlog = "b" + series + settings.get("state.backend");
    graph.fill(backlog, series, ticks);
    long samples = (long) series * ticks;
    GraphSpeed.Speed ours = GraphSpeed.Speed.NONE;
    GraphSpeed.Speed baseline = GraphSpeed.Speed.NONE;
    for (int round = 0; round < rounds; round++) {
      baseline = baseline.better(graph.baseline(backlog, settings, samples));
      ours = ours.better(graph.ours(backlog, settings, samples));
    }
    print(
        "| %s | %,.0f | %,.0f | %.2f | %,.0f | %,.0f | %.2f |%n",
        what,
        ours.pointsPerSecond(),
        baseline.pointsPerSecond(),
        ours.pointsPerSecond() / baseline.pointsPerSecond(),
        ours.cpuNanosPerPoint(),
        baseline.cpuNanosPerPoint(),
        baseline.cpuNanosPerPoint() / ours.cpuNanosPerPoint());
  }

  private void latency() throws Exception {
    graph.fill("load", 10_000, 300);
    double full = graph.ours("load", Map.of(), 3_000_000).pointsPerSecond();
    print(
        "%n| latency at %,.0f points/s, half of the load the job takes | anomalies | never read |"
            + " p50, ms | p99, ms | max, ms |%n|---|---|---|---|---|---|%n",
        full / 2);
    LatencySpeed latency = new LatencySpeed(broker, folder);
    for (ResultGuarantee guarantee : ResultGuarantee.values()) {
      LatencySpeed.Latencies measured =
          latency.measure(guarantee, full / 2, Duration.ofSeconds(25));
      print(
          "| %s | %,d | %,d | %,.0f | %,.0f | %,.0f |%n",
          guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          measured.millis().size(),
          measured.missing(),
          measured.quantile(0.5),
          measured.quantile(0.99),
          measured.quantile(1));
    }
  }

  private static void algorithms() throws RunnerException {
    List<String> classes = new ArrayList<>();
    for (Class<?> each :
        List.of(
            EwmaDetectorBenchmark.class,
            SeriesDetectorBenchmark.class,
            SeasonalModelBenchmark.class,
            RemoteWriteDecoderBenchmark.class,
            NoiseGateBenchmark.class,
            TemplateMinerBenchmark.class,
            RootCauseBenchmark.class)) {
      classes.add(each.getSimpleName());
    }
    Options options =
        new OptionsBuilder()
            .include(".*\\.(" + String.join("|", classes) + ")\\..*")
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .verbosity(VerboseMode.SILENT)
            .build();
    print("| alone, one core | points/s | +- |%n|---|---|---|%n");
    for (RunResult result : new Runner(options).run()) {
      String name = result.getParams().getBenchmark();
      print(
          "| %s | %,.0f | %,.0f |%n",
          name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
              .replace("Benchmark.", "."),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError());
    }
    print("%n");
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
    System.out.flush();
  }
}
