package io.vedette.gateway.ingest;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Checks bodies of alerts, changes and events with the decoder that the job will use, so that both
 * always agree.
 *
 * @param <T> what a body holds
 */
final class RecordBodyCheck<T> implements BodyCheck {

  private final RecordDecoder<T> decoder;
  private final String unit;
  private final boolean gzip;
  private final int maxUnpackedBytes;
  private final Clock clock;

  /**
   * A check.
   *
   * @param decoder thread-safe
   * @param unit what a body holds, in the plural
   * @param gzip whether it is unpacked first
   */
  RecordBodyCheck(
      RecordDecoder<T> decoder, String unit, boolean gzip, int maxUnpackedBytes, Clock clock) {
    this.decoder = decoder;
    this.unit = unit;
    this.gzip = gzip;
    this.maxUnpackedBytes = maxUnpackedBytes;
    this.clock = clock;
  }

  @Override
  public Verdict check(byte[] body) throws UnreadableBodyException {
    byte[] unpacked = gzip ? Gzip.unpack(body, 0, body.length, maxUnpackedBytes) : body;
    Counts<T> counts = new Counts<>();
    decoder.decode(unpacked, 0, unpacked.length, clock.millis(), counts);
    return new Verdict(counts.good, 0, counts.refused, counts.firstRefusal, unit);
  }

  private static final class Counts<T> implements RecordVisitor<T> {

    private long good;
    private long refused;
    private @Nullable String firstRefusal;

    @Override
    public void take(T record) {
      good++;
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
