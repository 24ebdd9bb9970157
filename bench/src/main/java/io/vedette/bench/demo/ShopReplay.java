package io.vedette.bench.demo;

import io.vedette.jobs.launch.ReplaySettings;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.InputSources;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.SpanSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.schema.result.Incident;
import io.vedette.settings.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Runs the streaming graph over the shops of some trials, as {@code ./vedette replay} would. */
final class ShopReplay {

  /** One task an operator; event time goes on as it does live, so that spans are let go of. */
  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "parallelism.default", "1",
          "pipeline.max-parallelism", "1",
          "execution.runtime-mode", "STREAMING",
          "restart-strategy.type", "none",
          "state.backend.type", "hashmap",
          "pipeline.generic-types", "false",
          "pipeline.object-reuse", "true",
          "pipeline.auto-watermark-interval", "100 ms",
          "rest.bind-address", "127.0.0.1",
          "rest.bind-port", "0");

  private ShopReplay() {}

  /** What became of each, in their order. */
  static List<Verdict> run(List<FaultTrial> trials) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, Configuration.fromMap(CONFIGURATION));
    ShopTape tape = new ShopTape(trials);
    int ticks = ShopTape.ticks();
    StreamingSources sources =
        StreamingSources.ofMetrics(
                List.of(new MetricSource("shop-metrics", new TickSource<>(ticks, tape::samples))))
            .withSpans(List.of(new SpanSource("shop-spans", new TickSource<>(ticks, tape::spans))))
            .withInputs(
                new InputSources(
                    List.of(
                        new InputSource<>("shop-changes", new TickSource<>(ticks, tape::changes))),
                    List.of()));
    NewestSink incidents = new NewestSink();
    StreamingTopology.build(env, sources, sinks(incidents), settings());
    env.execute("vedette-demo-trials");
    List<Incident> found = incidents.take();
    return trials.stream()
        .map(trial -> Verdict.of(trial, ofEnvironment(found, trial.environment())))
        .toList();
  }

  private static List<Incident> ofEnvironment(List<Incident> incidents, String environment) {
    return incidents.stream()
        .filter(incident -> incident.getEnvironment().equals(environment))
        .sorted(Comparator.comparingLong(Incident::getStartsAt))
        .toList();
  }

  private static Settings settings() {
    return ReplaySettings.resolve(Map.of(), Map.of(), null);
  }

  private static StreamingSinks sinks(NewestSink incidents) {
    return new StreamingSinks(
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        null,
        null,
        null,
        null,
        incidents,
        null,
        null);
  }
}
