package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.MetricCounts;
import io.vedette.formats.metrics.MetricDecoder;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;

/**
 * Checks metric bodies with the decoder that the job will use, so that both always agree. Each
 * thread keeps a decoder; the number of threads bounds the memory.
 */
final class MetricBodyCheck implements BodyCheck {

  private final DecoderLimits limits;
  private final boolean gzip;
  private final ThreadLocal<Reader> readers;

  private record Reader(MetricDecoder decoder, MetricCounts counts) {}

  /** A check of one format, unpacked with gzip first or not. */
  MetricBodyCheck(MetricFormat format, boolean gzip, DecoderLimits limits) {
    this.limits = limits;
    this.gzip = gzip;
    this.readers =
        ThreadLocal.withInitial(
            () -> new Reader(MetricDecoders.create(format, limits), new MetricCounts()));
  }

  @Override
  public Verdict check(byte[] body) throws UnreadableBodyException {
    byte[] unpacked = gzip ? Gzip.unpack(body, 0, body.length, limits.maxUnpackedBytes()) : body;
    Reader reader = readers.get();
    MetricCounts counts = reader.counts();
    counts.reset();
    reader.decoder().decode(unpacked, counts);
    return new Verdict(
        counts.plainSamples(),
        counts.histograms(),
        counts.rejected(),
        counts.firstRejection().orElse(null));
  }
}
