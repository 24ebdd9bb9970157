package io.vedette.gateway.ingest;

import io.vedette.formats.logs.LogDecoder;
import io.vedette.formats.logs.LogDecoders;
import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.logs.LogVisitor;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.LogLevel;
import io.vedette.schema.result.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks log bodies with the decoder that the job will use, so that both always agree. Each thread
 * keeps a decoder; the number of threads bounds the memory.
 */
final class LogBodyCheck implements BodyCheck {

  private final DecoderLimits limits;
  private final boolean gzip;
  private final ThreadLocal<LogDecoder> decoders;

  /** A check of one format, unpacked with gzip first or not. */
  LogBodyCheck(LogFormat format, boolean gzip, DecoderLimits limits) {
    this.limits = limits;
    this.gzip = gzip;
    this.decoders = ThreadLocal.withInitial(() -> LogDecoders.create(format, limits));
  }

  @Override
  public Verdict check(byte[] body) throws UnreadableBodyException {
    byte[] unpacked = gzip ? Gzip.unpack(body, 0, body.length, limits.maxUnpackedBytes()) : body;
    Counts counts = new Counts();
    decoders.get().decode(unpacked, 0, unpacked.length, counts);
    return new Verdict(counts.lines, 0, counts.refused, counts.firstRefusal, Verdict.LOG_LINES);
  }

  private static final class Counts implements LogVisitor {

    private long lines;
    private long refused;
    private @Nullable String firstRefusal;

    @Override
    public void line(String service, long timestamp, LogLevel level, String text) {
      lines++;
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
