package io.vedette.schema.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.result.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLabelsTest {

  @Test
  void aLabelThatPeopleSetComesBeforeOneThatFollowsFromWhereItRuns() {
    Map<String, String> labels =
        Map.of("app", "cart", "pod", "shop-7d9f8b6c5-x2x4z", "job", "kubernetes-pods");

    assertThat(AlertLabels.service(labels)).isEqualTo("cart");
    assertThat(AlertLabels.entity(labels)).isEqualTo("shop-7d9f8b6c5-x2x4z");
  }

  @Test
  void aPodNamesItsWorkloadBeforeTheJobThatScrapesIt() {
    assertThat(AlertLabels.service(Map.of("pod", "cart-7d9f8b6c5-x2x4z", "job", "pods")))
        .isEqualTo("cart");
    assertThat(AlertLabels.service(Map.of("job", "node", "instance", "a:9100"))).isEqualTo("node");
    assertThat(AlertLabels.service(Map.of("service", "", "severity", "page"))).isNull();
  }

  @Test
  void whatAnExporterObservesIsNotTheExporter() {
    // as Prometheus' operator labels KubePodCrashLooping
    Map<String, String> crashing =
        Map.of(
            "service", "kube-prometheus-stack-kube-state-metrics",
            "job", "kube-state-metrics",
            "namespace", "netbox",
            "pod", "netbox-66cc5c9fcf-9rccg",
            "container", "netbox");

    assertThat(AlertLabels.service(crashing)).isEqualTo("netbox");
    assertThat(AlertLabels.service(Map.of("job", "kube-state-metrics", "deployment", "cart")))
        .isEqualTo("cart");
    assertThat(AlertLabels.service(Map.of("job", "node-exporter", "instance", "a:9100"))).isNull();
  }

  @Test
  void aHostStandsBehindItsCluster() {
    assertThat(AlertLabels.host(Map.of("node", "n1", "cluster", "eu"))).isEqualTo("eu/n1");
    assertThat(AlertLabels.host(Map.of("node", "n1"))).isEqualTo("n1");
    assertThat(AlertLabels.host(Map.of("cluster", "eu"))).isNull();
  }

  @Test
  void environmentIsTheDefaultWhereNoLabelSays() {
    assertThat(AlertLabels.environment(Map.of("env", "staging"))).isEqualTo("staging");
    assertThat(AlertLabels.environment(Map.of())).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({
    "cart-7d9f8b6c5-x2x4z, cart",
    "cart-service-5c689d88bb-qx7v9, cart-service",
    "db-0, db",
    "db-main-12, db-main",
    "agent-x2x4z, agent",
    "dump-28391040-x2x4z, dump",
    "cart-primary-green, cart-primary-green", // e is no letter that Kubernetes takes
    "cart, cart",
    "-x2x4z, -x2x4z",
    "release-20240101, release-20240101"
  })
  void podsNameTheirWorkload(String pod, String workload) {
    assertThat(Workloads.ofPod(pod)).isEqualTo(workload);
  }

  @ParameterizedTest
  @CsvSource({
    "Critical, CRITICAL",
    "P1, CRITICAL",
    "page, CRITICAL",
    "sev3, WARNING",
    "warn, WARNING",
    " info , INFO",
    "P5, INFO"
  })
  void wordsOfOtherToolsMeanASeverity(String word, Severity severity) {
    assertThat(SeverityWords.of(word)).isEqualTo(severity);
  }

  @Test
  void wordsThatMeanNone() {
    assertThat(SeverityWords.of("purple")).isNull();
    assertThat(SeverityWords.of("")).isNull();
    assertThat(SeverityWords.of(null)).isNull();
  }
}
