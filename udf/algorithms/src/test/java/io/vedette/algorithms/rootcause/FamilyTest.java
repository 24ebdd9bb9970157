package io.vedette.algorithms.rootcause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {

  @ParameterizedTest
  @CsvSource({
    "node_cpu_seconds_total, CPU",
    "container_memory_working_set_bytes, MEMORY",
    "container_fs_writes_bytes_total, DISK",
    "node_network_receive_drop_total, NETWORK",
    "jvm_threads_live_threads, THREADS",
    "kafka_consumergroup_lag, QUEUE",
    "http_requests_failed_total, ERRORS",
    "http_request_duration_seconds, LATENCY",
    "http_server_requests_seconds, LATENCY",
    "http_server_requests_seconds_count, LOAD",
    "traces_service_graph_request_server_seconds, LATENCY",
    "traces_service_graph_request_failed_total, ERRORS",
    "traces_service_graph_request_total, LOAD",
    "traces_span_metrics_calls_total, LOAD",
    "orders_value_euro, OTHER",
  })
  void aMetricsNameTellsItsFamily(String metric, Family family) {
    assertThat(Family.ofMetric(metric)).isEqualTo(family);
  }
}
