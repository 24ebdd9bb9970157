package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of another implementation: src/test/python/make_golden.py. */
class GoldenBodiesTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final String CHECKOUT =
      "instance=\"pod-7\",job=\"shop/checkout\",k8s_namespace_name=\"prod\"";
  private static final String SERVICE = "service_name=\"checkout\",service_namespace=\"shop\"";

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void remoteWrite1() throws UnreadableBodyException {
    decode(MetricFormat.REMOTE_WRITE_1, Bodies.golden("remote-write-1.snappy"));

    assertThat(told.lines())
        .containsExactly(
            "http_requests_total{instance=\"a:9100\",job=\"shop\"} 17.0 @" + NOW,
            "http_requests_total{instance=\"a:9100\",job=\"shop\"} 21.5 @" + (NOW + 15_000),
            "temperature{zone=\"Z\u00fcrich\"} -3.25 @" + NOW,
            "gone{job=\"shop\"} NaN @" + NOW,
            "limits Infinity @1",
            "limits -Infinity @2",
            "limits NaN @3",
            "limits 4.9E-324 @4",
            "latency_seconds_count{service=\"cart\"} 7.0 @" + NOW,
            "latency_seconds_count{service=\"cart\"} 8.5 @" + (NOW + 15_000),
            "latency_seconds_sum{service=\"cart\"} 1.5 @" + NOW,
            "latency_seconds_sum{service=\"cart\"} 2.5 @" + (NOW + 15_000));
    assertThat(kinds())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "http_requests_total", MetricKind.COUNTER,
                "temperature", MetricKind.GAUGE,
                "gone", MetricKind.UNKNOWN,
                "limits", MetricKind.UNKNOWN,
                "latency_seconds_count", MetricKind.COUNTER,
                "latency_seconds_sum", MetricKind.COUNTER));
    assertThat(isStale(3)).isTrue();
    assertThat(isStale(6)).isFalse();
    assertThat(told.histograms).isEqualTo(2);
    assertThat(told.refused).isEmpty();
  }

  @Test
  void remoteWrite2() throws UnreadableBodyException {
    decode(MetricFormat.REMOTE_WRITE_2, Bodies.golden("remote-write-2.snappy"));

    assertThat(told.lines())
        .containsExactly(
            "http_requests_total{instance=\"a:9100\",job=\"shop\"} 17.0 @" + NOW,
            "http_requests_total{instance=\"a:9100\",job=\"shop\"} 21.5 @" + (NOW + 15_000),
            "temperature{zone=\"Z\u00fcrich\"} -3.25 @" + NOW,
            "gone{job=\"shop\"} NaN @" + NOW,
            "latency_seconds_count{service=\"cart\"} 7.0 @" + NOW,
            "latency_seconds_sum{service=\"cart\"} 1.5 @" + NOW);
    assertThat(kinds())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "http_requests_total", MetricKind.COUNTER,
                "temperature", MetricKind.GAUGE,
                "gone", MetricKind.UNKNOWN,
                "latency_seconds_count", MetricKind.COUNTER,
                "latency_seconds_sum", MetricKind.COUNTER));
    assertThat(isStale(3)).isTrue();
    assertThat(told.histograms).isEqualTo(1);
    assertThat(told.refused).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"OTLP_PROTO", "OTLP_JSON"})
  void otlp(MetricFormat format) throws UnreadableBodyException {
    decode(format, Bodies.golden(format == MetricFormat.OTLP_PROTO ? "otlp.pb" : "otlp.json"));

    String plain = "{" + CHECKOUT + "," + SERVICE + "} ";
    assertThat(told.lines())
        .containsExactly(
            "queue_size{durable=\"true\","
                + CHECKOUT
                + ",queue_name=\"out\","
                + SERVICE
                + ",shard=\"3\",tags=\"[\\\"a\\\\\\\"b\\\",2]\",weight=\"0.5\"} -12.0 @"
                + NOW,
            "queue_size" + plain + "NaN @" + NOW,
            "http_server_requests_total" + plain + "42.5 @" + NOW,
            "bytes_sent_total" + plain + "1024.0 @" + NOW,
            "http_server_duration_milliseconds_count" + plain + "6.0 @" + NOW,
            "http_server_duration_milliseconds_sum" + plain + "75.5 @" + NOW,
            bucket("http_server_duration_milliseconds", "0.005") + "1.0 @" + NOW,
            bucket("http_server_duration_milliseconds", "10") + "3.0 @" + NOW,
            bucket("http_server_duration_milliseconds", "+Inf") + "6.0 @" + NOW,
            "payload_size_bytes_count" + plain + "9.0 @" + NOW,
            "payload_size_bytes_sum" + plain + "99.0 @" + NOW,
            bucket("payload_size_bytes", "0") + "1.0 @" + NOW,
            bucket("payload_size_bytes", "+Inf") + "9.0 @" + NOW,
            "gc_pause_seconds_count" + plain + "4.0 @" + NOW,
            "gc_pause_seconds_sum" + plain + "0.25 @" + NOW,
            "gc_pause_seconds{" + CHECKOUT + ",quantile=\"0.5\"," + SERVICE + "} 0.05 @" + NOW,
            "gc_pause_seconds{" + CHECKOUT + ",quantile=\"0.99\"," + SERVICE + "} 0.1 @" + NOW);
    assertThat(isStale(1)).isTrue();
    assertThat(kinds())
        .containsEntry("queue_size", MetricKind.GAUGE)
        .containsEntry("http_server_requests_total", MetricKind.COUNTER)
        .containsEntry("bytes_sent_total", MetricKind.GAUGE)
        .containsEntry("http_server_duration_milliseconds_bucket", MetricKind.COUNTER)
        .containsEntry("gc_pause_seconds", MetricKind.GAUGE)
        .containsEntry("gc_pause_seconds_sum", MetricKind.COUNTER);
    assertThat(told.refused).isEmpty();
  }

  @Test
  void gzip() throws UnreadableBodyException {
    byte[] packed = Bodies.golden("otlp.json.gz");

    assertThat(Gzip.unpack(packed, 0, packed.length, 5000)).isEqualTo(Bodies.golden("otlp.json"));
  }

  private static String bucket(String metric, String le) {
    return metric + "_bucket{" + CHECKOUT + ",le=\"" + le + "\"," + SERVICE + "} ";
  }

  private void decode(MetricFormat format, byte[] body) throws UnreadableBodyException {
    MetricDecoders.create(format, DecoderLimits.DEFAULT).decode(body, told);
  }

  private boolean isStale(int index) {
    return Double.doubleToRawLongBits(told.samples.get(index).value()) == Sample.STALE_NAN_BITS;
  }

  private Map<String, MetricKind> kinds() {
    Map<String, MetricKind> kinds = new HashMap<>();
    told.samples.forEach(
        sample -> kinds.put(sample.series().labels().metric(), sample.series().kind()));
    return kinds;
  }
}
