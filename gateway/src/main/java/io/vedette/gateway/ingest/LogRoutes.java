package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;

/** The ways in for logs. */
public final class LogRoutes {

  /** Loki push: Promtail, Alloy, Fluent Bit's loki output. */
  public static final String LOKI = "/loki/api/v1/push";

  /** OTLP/HTTP. */
  public static final String OTLP = "/v1/logs";

  /** Elasticsearch's bulk request: Fluent Bit's es output, Vector, Logstash. */
  public static final String ELASTIC = "/_bulk";

  private LogRoutes() {}

  /** All of them. */
  public static List<IngestRoute> of(Settings settings) {
    DecoderLimits limits = RouteLimits.of(settings);
    String logs = settings.get(SharedSettings.LOGS_TOPIC);
    return List.of(
        new IngestRoute(LOKI, logs, new LokiNegotiation(limits)),
        new IngestRoute(
            OTLP, settings.get(SharedSettings.OTLP_LOGS_TOPIC), OtlpNegotiation.ofLogs(limits)),
        new IngestRoute(ELASTIC, logs, new ElasticNegotiation(limits)));
  }
}
