package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
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

  /** All of them. */
  public static List<IngestRoute> of(Settings settings) {
    DecoderLimits limits =
        new DecoderLimits(
            Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
            settings.get(SharedSettings.MAX_LABELS),
            settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
            settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES));
    String metrics = settings.get(SharedSettings.METRICS_TOPIC);
    String otlp = settings.get(SharedSettings.OTLP_METRICS_TOPIC);
    return List.of(
        new IngestRoute(REMOTE_WRITE, metrics, new RemoteWriteNegotiation(limits)),
        new IngestRoute(OTLP, otlp, OtlpNegotiation.ofMetrics(limits)),
        new IngestRoute(JSON_PUSH, metrics, new JsonPushNegotiation(limits)));
  }
}
