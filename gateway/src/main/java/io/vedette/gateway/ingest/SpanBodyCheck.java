package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.traces.SpanDecoder;
import io.vedette.formats.traces.SpanDecoders;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.formats.traces.SpanVisitor;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks bodies of spans with the decoder that the job will use, so that both always agree. Each
 * thread keeps a decoder; the number of threads bounds the memory.
 */
final class SpanBodyCheck implements BodyCheck {

  private final SpanLimits limits;
  private final boolean gzip;
  private final ThreadLocal<SpanDecoder> decoders;

  /** A check of one format, unpacked with gzip first or not. */
  SpanBodyCheck(SpanFormat format, boolean gzip, SpanLimits limits) {
    this.limits = limits;
    this.gzip = gzip;
    this.decoders = ThreadLocal.withInitial(() -> SpanDecoders.create(format, limits));
  }

  @Override
  public Verdict check(byte[] body) throws UnreadableBodyException {
    byte[] unpacked = gzip ? Gzip.unpack(body, 0, body.length, limits.maxUnpackedBytes()) : body;
    Counts counts = new Counts();
    decoders.get().decode(unpacked, 0, unpacked.length, counts);
    return new Verdict(counts.spans, 0, counts.refused, counts.firstRefusal, Verdict.SPANS);
  }

  private static final class Counts implements SpanVisitor {

    private long spans;
    private long refused;
    private @Nullable String firstRefusal;

    @Override
    public void span(TracedSpan span) {
      spans++;
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int lost) {
      refused += lost;
      if (firstRefusal == null) {
        firstRefusal = message;
      }
    }
  }
}
