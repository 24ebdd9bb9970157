package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.launch.StreamingJob;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator of every configuration can be found by a savepoint, and nothing needs Kryo. */
class OperatorIdsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hashmap | false | exactly-once  | ''",
        "hashmap | true  | exactly-once  | ''",
        "rocksdb | false | at-least-once | ''",
        "hashmap | false | exactly-once  | adapter:prometheus-kafka-adapter-json",
        "rocksdb | true  | at-least-once | adapter:prometheus-kafka-adapter-json,Team_A.metrics:otlp",
      })
  void everyOperatorIsIdentified(
      String backend, boolean scores, String guarantee, String furtherTopics) {
    List<StreamNode> operators =
        operators(
            Map.of(
                "state.backend", backend,
                "scores.publish", Boolean.toString(scores),
                "results.guarantee", guarantee,
                "sources.further-topics", furtherTopics));
    assertThat(operators)
        .allSatisfy(
            operator -> {
              assertThat(operator.getTransformationUID()).isNotNull();
              assertThat(withoutRole(operator.getTransformationUID()))
                  .matches("[a-z0-9]+(-[a-z0-9]+)+")
                  .isEqualTo(withoutRole(operator.getOperatorName()));
            });
    assertThat(operators).extracting(StreamNode::getTransformationUID).doesNotHaveDuplicates();
  }

  @Test
  void theseAreTheOnesASavepointOfThisReleaseKnows() {
    assertThat(
            operators(
                Map.of(
                    "scores.publish", "true",
                    "sources.further-topics", "adapter:prometheus-kafka-adapter-json")))
        .extracting(operator -> withoutRole(operator.getTransformationUID()))
        .containsOnly(
            "read-metrics",
            "read-otlp-metrics",
            "read-adapter",
            "split-metrics",
            "split-otlp-metrics",
            "split-adapter",
            "read-logs",
            "read-otlp-logs",
            "split-logs",
            "split-otlp-logs",
            "mine-log-template",
            "read-spans",
            "split-spans",
            "pair-spans",
            "derive-span-metrics",
            "write-topology",
            "adapt-call-edges",
            "write-log-templates",
            "read-alerts-in",
            "read-changes",
            "read-events",
            "split-alerts-in",
            "split-changes",
            "split-events",
            "expire-alerts",
            "raise-event-alerts",
            "count-events",
            "find-rollouts",
            "read-commands",
            "read-rules",
            "read-models",
            "split-commands",
            "split-rules",
            "split-models",
            "derive-histogram-quantiles",
            "score-metric",
            "find-silence",
            "adapt-alerts",
            "group-alerts",
            "address-alerts",
            "address-changes",
            "address-clusters",
            "address-commands",
            "route-incident-letters",
            "unite-incident-messages",
            "track-incident",
            "find-similar-incidents",
            "rank-root-cause",
            "adapt-incidents",
            "adapt-service-work",
            "return-incident-messages",
            "write-incidents",
            "apply-noise-rules",
            "write-alert-states",
            "write-anomalies",
            "write-alerts",
            "write-audit",
            "write-scores",
            "write-dead-letters");
  }

  /** Flink makes writer and committer of a sink, and names them after it. */
  private static String withoutRole(String name) {
    return name.replaceFirst(": (Writer|Committer)$", "")
        .replaceFirst("^(Source|Sink Committer): ", "");
  }

  private static List<StreamNode> operators(Map<String, String> values) {
    Settings settings = Settings.of(values);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(StreamingJob.configuration(settings));
    StreamingJob.build(env, settings);
    StreamGraph graph = env.getStreamGraph();
    // makes every serializer, which fails on a type that would fall back to Kryo
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    return new ArrayList<>(graph.getStreamNodes());
  }
}
