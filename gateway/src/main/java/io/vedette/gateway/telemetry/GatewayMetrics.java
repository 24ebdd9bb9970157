package io.vedette.gateway.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway counts. For every ingest route, when nothing is in flight:
 *
 * <pre>
 *   vedette_gateway_requests_total (but 405)    = vedette_gateway_bodies_total (all outcomes)
 *   vedette_gateway_samples_total               = accepted + refused + failed
 *   bodies in Kafka                             = bodies_total{outcome=~"stored|stored_in_part"}
 *                                                 + some of bodies_total{outcome="failed"}
 * </pre>
 *
 * <p>Say something when {@code bodies_total{outcome=~"failed|overloaded"}} grows (Kafka is slow or
 * away), when {@code samples_total{outcome="refused"}} grows (a sender sends what is not taken),
 * when {@code inflight_bytes} stays near {@code inflight_bytes_limit}, and when {@code ready} is 0.
 *
 * <p>Labels: route is the path of a known endpoint or "other"; code is the status; no label comes
 * from a sender.
 */
public final class GatewayMetrics {

  private static final String PREFIX = "vedette_gateway_";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();

  private final Counter requests =
      Counter.builder()
          .name(PREFIX + "requests_total")
          .help("Requests answered, by route and status code.")
          .labelNames("route", "code")
          .register(registry);
  private final Counter bodies =
      Counter.builder()
          .name(PREFIX + "bodies_total")
          .help("Requests to ingest routes by how they ended.")
          .labelNames("route", "outcome")
          .register(registry);
  private final Counter samples =
      Counter.builder()
          .name(PREFIX + "samples_total")
          .help(
              "Samples, histograms included: accepted (stored), refused, failed (good, not stored).")
          .labelNames("route", "outcome")
          .register(registry);
  private final Counter receivedBytes =
      Counter.builder()
          .name(PREFIX + "received_bytes_total")
          .help("Bytes of bodies read whole, as sent.")
          .labelNames("route")
          .register(registry);
  private final Counter storedBytes =
      Counter.builder()
          .name(PREFIX + "stored_bytes_total")
          .help("Bytes of bodies acknowledged by Kafka.")
          .labelNames("route")
          .register(registry);
  private final Histogram appendSeconds =
      Histogram.builder()
          .name(PREFIX + "kafka_send_seconds")
          .help("Time from handing a body to the Kafka producer to its acknowledgement or failure.")
          .unit(Unit.SECONDS)
          .classicUpperBounds(
              0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)
          .labelNames("result")
          .register(registry);

  /** With the metrics of this JVM. */
  public GatewayMetrics() {
    JvmMetrics.builder().register(registry);
  }

  /** Adds a value that is read when asked for. */
  public void watch(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Adds a total that is read when asked for; its name ends with _total. */
  public void watchTotal(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** A request was answered. */
  public void answered(String route, int code) {
    requests.labelValues(route, Integer.toString(code)).inc();
  }

  /** A request to an ingest route ended. */
  public void ended(String route, Outcome outcome) {
    bodies.labelValues(route, outcome.label()).inc();
  }

  /** A body was read whole. */
  public void received(String route, long bytes) {
    receivedBytes.labelValues(route).inc(bytes);
  }

  /** A body was stored. */
  public void stored(String route, long bytes) {
    storedBytes.labelValues(route).inc(bytes);
  }

  /** Samples were accepted. */
  public void accepted(String route, long count) {
    samples.labelValues(route, "accepted").inc(count);
  }

  /** Samples were refused. */
  public void refused(String route, long count) {
    samples.labelValues(route, "refused").inc(count);
  }

  /** Good samples were not stored. */
  public void failed(String route, long count) {
    samples.labelValues(route, "failed").inc(count);
  }

  /** Kafka acknowledged, or failed, after so long. */
  public void appended(boolean stored, long nanos) {
    appendSeconds.labelValues(stored ? "stored" : "failed").observe(nanos / 1e9);
  }

  /** Everything, in the text format that a scraper asked for. */
  public Exposition expose(@Nullable String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
    try {
      writer.write(out, registry.scrape());
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return new Exposition(writer.getContentType(), out.toByteArray());
  }

  /** Metrics as text, and which text. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Exposition(String contentType, byte[] text) {}
}
