package io.vedette.gateway.ingest;

import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;

/** The ways in for traces. */
public final class TraceRoutes {

  /** OTLP/HTTP: OpenTelemetry's SDKs and Collector, Jaeger's clients of today. */
  public static final String OTLP = "/v1/traces";

  /** Zipkin's reporters. */
  public static final String ZIPKIN = "/api/v2/spans";

  private TraceRoutes() {}

  /** All of them. */
  public static List<IngestRoute> of(Settings settings) {
    SpanLimits others = SpanLimits.DEFAULT;
    SpanLimits limits =
        new SpanLimits(
            Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
            others.maxText(),
            others.maxLinks(),
            others.maxWeight());
    String topic = settings.get(SharedSettings.OTLP_SPANS_TOPIC);
    return List.of(
        new IngestRoute(OTLP, topic, OtlpNegotiation.ofSpans(limits)),
        new IngestRoute(ZIPKIN, topic, zipkin(limits)));
  }

  /** As Zipkin answers: 202, and in words when some are refused. */
  private static Negotiation zipkin(SpanLimits limits) {
    return new JsonNegotiation(
        gzip ->
            new BodyKind(
                SpanFormat.ZIPKIN_JSON.word(),
                gzip ? "gzip" : null,
                new SpanBodyCheck(SpanFormat.ZIPKIN_JSON, gzip, limits),
                ZipkinAnswers.INSTANCE));
  }
}
