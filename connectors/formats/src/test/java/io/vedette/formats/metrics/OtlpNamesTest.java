package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected names are those of Prometheus' otlptranslator (its documentation and tests). */
class OtlpNamesTest {

  @ParameterizedTest
  @CsvSource({
    "http.server.duration, s, histogram, http_server_duration_seconds",
    "requests.count, 1, counter, requests_count_total",
    "memory.usage, By, gauge, memory_usage_bytes",
    "system.filesystem.usage, By, gauge, system_filesystem_usage_bytes",
    "system.filesystem.utilization, 1, gauge, system_filesystem_utilization_ratio",
    "network.transmitted, By/s, gauge, network_transmitted_bytes_per_second",
    "network_transmitted_bytes_per_second, By/s, gauge, network_transmitted_bytes_per_second",
    "active.directory, {connections}/s, gauge, active_directory_per_second",
    "queue.size, {orders}, gauge, queue_size",
    "total.requests, 1, counter, requests_total",
    "requests_total, 1, counter, requests_total",
    "go_memstats_frees_seconds, s, counter, go_memstats_frees_seconds_total",
    "3xx.responses, '', gauge, _3xx_responses",
    "a__b..c, '', gauge, a_b_c",
    "job:rate, '', gauge, job:rate",
    "temperature, Cel, gauge, temperature_celsius",
    "odd, weird-unit, gauge, odd_weird_unit",
    "..., s, gauge, ''",
  })
  void metric(String name, String unit, String type, String expected) {
    assertThat(OtlpNames.metric(name, unit, type.equals("counter"), type.equals("gauge")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.status_code, http_status_code",
    "http__status, http_status",
    "0day, key_0day",
    "__name__, _name_",
    "plain, plain",
    "k\u00f6nig, k_nig",
  })
  void label(String key, String expected) {
    assertThat(OtlpNames.label(key)).isEqualTo(expected);
  }
}
