package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;

/** The ways in for metrics. */
public final class MetricRoutes {

  /** Prometheus remote write. */
  public static final String REMOTE_WRITE = "/api/v1/write";

  /** OTLP/HTTP. */
  public static final String OTLP = "/v1/metrics";

  /** JSON for scripts. */
  public static final String JSON_PUSH = "/api/v1/push";

  private MetricRoutes() {}

  /** JSON for scripts: 204 when every sample is stored, 202 with words when some are refused. */
  static Negotiation jsonPush(DecoderLimits limits) {
    return new JsonNegotiation(
        gzip ->
            new BodyKind(
                MetricFormat.JSON.word(),
                gzip ? "gzip" : null,
                new MetricBodyCheck(MetricFormat.JSON, gzip, limits),
                TextAnswers.INSTANCE));
  }

  /** All of them. */
  public static List<IngestRoute> of(Settings settings) {
    DecoderLimits limits = RouteLimits.of(settings);
    String metrics = settings.get(SharedSettings.METRICS_TOPIC);
    String otlp = settings.get(SharedSettings.OTLP_METRICS_TOPIC);
    return List.of(
        new IngestRoute(REMOTE_WRITE, metrics, new RemoteWriteNegotiation(limits)),
        new IngestRoute(OTLP, otlp, OtlpNegotiation.ofMetrics(limits)),
        new IngestRoute(JSON_PUSH, metrics, jsonPush(limits)));
  }
}
