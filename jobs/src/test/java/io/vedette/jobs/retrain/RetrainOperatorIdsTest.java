package io.vedette.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.files.ReplayTally;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.launch.RetrainJob;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaModels;
import io.vedette.kafka.MetricTopic;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operator is called what its uid says, and nothing needs Kryo, wherever history is. */
class RetrainOperatorIdsTest {

  @TempDir Path folder;

  @Test
  void ofHistoryFromKafka() throws IOException {
    assertThat(operators(Map.of("training.history", "kafka")))
        .containsOnly(
            "read-metrics",
            "split-metrics",
            "time-metrics",
            "read-otlp-metrics",
            "split-otlp-metrics",
            "time-otlp-metrics",
            "time-buckets",
            "derive-histogram-quantiles",
            "split-quantiles",
            "time-quantiles",
            "read-models",
            "train-model",
            "write-models",
            "read-alerts-in",
            "split-alerts-in",
            "time-alerts-in",
            "read-alerts",
            "adapt-alerts",
            "time-alerts",
            "read-topology",
            "adapt-call-edges",
            "read-names-models",
            "adapt-names",
            "train-names",
            "write-names-models");
  }

  @Test
  void ofNamesFromFilesAlone() throws IOException {
    Path alerts = Files.writeString(folder.resolve("a.jsonl"), "{\"ts\":1,\"name\":\"slow\"}\n");
    Path calls = Files.writeString(folder.resolve("c.csv"), "caller,callee\na,b\n");
    assertThat(
            operators(
                Map.of(
                    "training.history",
                    "none",
                    "training.alerts",
                    alerts.toString(),
                    "training.topology",
                    calls.toString(),
                    "training.out",
                    folder.resolve("out").toString())))
        .containsOnly(
            "read-alert-files",
            "split-alert-files",
            "time-alert-files",
            "read-topology-file",
            "adapt-topology",
            "read-names-models",
            "adapt-names",
            "train-names",
            "write-names-models",
            "write-dead-letters");
  }

  @Test
  void ofHistoryFromFiles() throws IOException {
    Path metrics = Files.writeString(folder.resolve("a.csv"), "timestamp,value\n1,1\n");
    assertThat(
            operators(
                Map.of(
                    "training.history",
                    "files",
                    "training.metrics",
                    metrics.toString(),
                    "training.out",
                    folder.resolve("out").toString())))
        .containsOnly(
            "read-metric-files",
            "split-metric-files",
            "time-metric-files",
            "time-buckets",
            "derive-histogram-quantiles",
            "split-quantiles",
            "time-quantiles",
            "read-models",
            "train-model",
            "write-models",
            "write-dead-letters");
  }

  @Test
  void ofHistoryFromPrometheus() throws IOException {
    assertThat(
            operators(
                Map.of(
                    "training.history", "prometheus", "prometheus.url", "http://127.0.0.1:9090")))
        .containsOnly(
            "read-prometheus",
            "split-prometheus",
            "time-prometheus",
            "time-buckets",
            "derive-histogram-quantiles",
            "split-quantiles",
            "time-quantiles",
            "read-models",
            "train-model",
            "write-models",
            "write-dead-letters");
  }

  @Test
  void aSourceThatNeverEndsIsRefused() {
    Settings settings = Settings.of(Map.of());
    MetricTopic topic = MetricTopic.all(settings).get(0);
    assertThatThrownBy(
            () ->
                new RetrainSources(
                    List.of(new MetricSource("metrics", KafkaMetricSource.create(settings, topic))),
                    KafkaModels.present(settings)))
        .hasMessage("training would never end: metrics is not bounded");
  }

  @Test
  void sourcesThatShareANameOrNoneAtAllAreRefused() {
    Settings settings = Settings.of(Map.of());
    MetricSource metrics =
        new MetricSource(
            "metrics", KafkaMetricSource.history(settings, MetricTopic.all(settings).get(0), 0));
    for (List<MetricSource> wrong : List.of(List.of(metrics, metrics), List.<MetricSource>of())) {
      assertThatThrownBy(() -> new RetrainSources(wrong, KafkaModels.present(settings)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the graph needs sources of history, no two of one name");
    }
  }

  private static List<String> operators(Map<String, String> values) throws IOException {
    Settings settings = RetrainSettings.begun(Settings.of(new HashMap<>(values)), Instant.EPOCH);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(RetrainJob.configuration(settings));
    try (ReplayTally tally = ReplayTally.open()) {
      RetrainJob.build(env, settings, Instant.EPOCH, tally);
    }
    StreamGraph graph = env.getStreamGraph();
    // makes every serializer, which fails on a type that would fall back to Kryo
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    List<StreamNode> nodes = new ArrayList<>(graph.getStreamNodes());
    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.getTransformationUID()).isNotNull();
              assertThat(withoutRole(node.getTransformationUID()))
                  .matches("[a-z0-9]+(-[a-z0-9]+)+")
                  .isEqualTo(withoutRole(node.getOperatorName()));
            });
    assertThat(nodes).extracting(StreamNode::getTransformationUID).doesNotHaveDuplicates();
    return nodes.stream().map(node -> withoutRole(node.getTransformationUID())).toList();
  }

  /** Flink makes writer and committer of a sink, and names them after it. */
  private static String withoutRole(String name) {
    return name.replaceFirst(": (Writer|Committer)$", "")
        .replaceFirst("^(Source|Sink Committer): ", "");
  }
}
