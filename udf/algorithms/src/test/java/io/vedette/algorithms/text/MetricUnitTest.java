package io.vedette.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricUnitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue_length                        | false | 12            | 12",
        "seconds                             | false | 0.056         | 0.056 s",
        "milliseconds                        | false | 56            | 56 ms",
        "nanoseconds                         | false | 56            | 56",
        "shop_request_latency_p50_seconds    | false | 0.056         | 0.056 s",
        "http_server_requests_seconds_max    | false | 1.5           | 1.5 s",
        "job:request_latency_seconds:mean5m  | false | 1.5           | 1.5 s",
        "queue_wait_milliseconds             | false | 56            | 56 ms",
        "node_memory_MemFree_bytes           | false | 1610612736    | 1.5 GiB",
        "node_memory_MemFree_bytes           | false | 1023          | 1023 B",
        "node_memory_MemFree_bytes           | false | -2048         | -2 KiB",
        "disk_bytes                          | false | 1e30          | 8.674E+11 EiB",
        "cache_hit_ratio                     | false | 0.93          | 93 %",
        "disk_used_percent                   | false | 93            | 93 %",
        "network_bytes_per_second            | false | 2048          | 2 KiB per second",
        "http_requests_total                 | true  | 6             | 6 per second",
        "http_requests_total                 | false | 6             | 6",
        "process_cpu_seconds_total           | true  | 0.5           | 0.5 s per second",
        "network_receive_bytes_total         | true  | 3145728       | 3 MiB per second",
        "http_request_duration_seconds_sum   | true  | 2             | 2 s per second",
        "http_request_duration_seconds_count | true  | 2             | 2 per second",
        "http_request_size_bytes_bucket      | true  | 4096          | 4096 per second",
        "0000000000cafe                      | false | 2             | 2",
      })
  void valueHasTheUnitOfItsName(String metric, boolean isRate, double value, String text) {
    assertThat(MetricUnit.of(metric, isRate).text(value)).isEqualTo(text);
  }

  @Test
  void bothEndsOfARangeAreInOneUnit() {
    assertThat(MetricUnit.of("latency_seconds", false).range(0.0085, 0.0107))
        .isEqualTo("0.0085 to 0.0107 s");
    assertThat(MetricUnit.of("memory_bytes", false).range(-1024, 1.5 * 1024 * 1024))
        .isEqualTo("-0.0009766 to 1.5 MiB");
    assertThat(MetricUnit.of("hit_ratio", false).range(0.07, 1)).isEqualTo("7 to 100 %");
    assertThat(MetricUnit.of("requests_total", true).range(1, 2)).isEqualTo("1 to 2 per second");
    assertThat(MetricUnit.of("queue_length", false).range(1, 2)).isEqualTo("1 to 2");
  }
}
