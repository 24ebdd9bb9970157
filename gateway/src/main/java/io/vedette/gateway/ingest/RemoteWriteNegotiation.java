package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus remote write 1.0 and 2.0. The content type alone says which message it is; the version
 * header may be missing, but one of another major version is refused. (<a
 * href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Specification</a>.)
 *
 * <p>Answers: 204 with the counts of what was written; by the specification 400 when a part was
 * refused, with the counts of the part that was written, and 400 with zeroes when nothing was. A
 * sender does not repeat after 400. Exemplars are not kept: their count is always 0.
 */
final class RemoteWriteNegotiation implements Negotiation {

  private static final String SUPPORTED =
      "supported: Content-Encoding snappy with Content-Type application/x-protobuf, with"
          + " ;proto=prometheus.WriteRequest (the default) or"
          + " ;proto=io.prometheus.write.v2.Request";
  private static final String VERSION = "X-Prometheus-Remote-Write-Version";
  private static final String WRITTEN = "X-Prometheus-Remote-Write-%s-Written";
  private static final String SAMPLES = WRITTEN.formatted("Samples");
  private static final String HISTOGRAMS = WRITTEN.formatted("Histograms");
  private static final String EXEMPLARS = WRITTEN.formatted("Exemplars");

  private static final Answers ANSWERS = new RemoteWriteAnswers();

  private final BodyKind version1;
  private final BodyKind version2;

  RemoteWriteNegotiation(DecoderLimits limits) {
    version1 = kind(MetricFormat.REMOTE_WRITE_1, limits);
    version2 = kind(MetricFormat.REMOTE_WRITE_2, limits);
  }

  private static BodyKind kind(MetricFormat format, DecoderLimits limits) {
    return new BodyKind(format.word(), null, new MetricBodyCheck(format, false, limits), ANSWERS);
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    String encoding = headers.get("Content-Encoding");
    if (encoding == null || !encoding.strip().equalsIgnoreCase("snappy")) {
      throw unsupported("Content-Encoding", encoding);
    }
    String version = headers.get(VERSION);
    if (version != null && !isKnownMajor(version.strip())) {
      throw unsupported(VERSION, version);
    }
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    if (!type.type().equals("application/x-protobuf")) {
      throw unsupported("Content-Type", headers.get("Content-Type"));
    }
    return switch (type.parameter("proto")) {
      case "", "prometheus.WriteRequest" -> version1;
      case "io.prometheus.write.v2.Request" -> version2;
      default -> throw unsupported("Content-Type", headers.get("Content-Type"));
    };
  }

  @Override
  public Answers answersTo(Headers headers) {
    return ANSWERS;
  }

  private static boolean isKnownMajor(String version) {
    return version.startsWith("0.") || version.startsWith("1.") || version.startsWith("2.");
  }

  private static RefusedException unsupported(String header, @Nullable String value) {
    return new RefusedException(
        Refusal.of(
            415, (value == null ? "no " + header : header + " " + value) + "; " + SUPPORTED));
  }

  private static final class RemoteWriteAnswers implements Answers {

    @Override
    public Answer accepted(Verdict verdict) {
      Map<String, String> headers = written(verdict.samples(), verdict.histograms());
      return verdict.refused() == 0
          ? Answer.empty(204, headers)
          : Answer.text(400, verdict.refusedInWords() + "; the others are written", headers);
    }

    @Override
    public Answer refused(Refusal refusal) {
      Map<String, String> headers = written(0, 0);
      headers.putAll(refusal.headers());
      return Answer.text(refusal.status(), refusal.message(), headers);
    }

    private static Map<String, String> written(long samples, long histograms) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(SAMPLES, Long.toString(samples));
      headers.put(HISTOGRAMS, Long.toString(histograms));
      headers.put(EXEMPLARS, "0");
      return headers;
    }
  }
}
