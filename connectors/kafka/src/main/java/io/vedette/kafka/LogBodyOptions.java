package io.vedette.kafka;

import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How log bodies of one topic are read.
 *
 * @param format of a record without a header; null for OTLP in either form
 * @param maxBodyBytes largest Kafka value taken, bytes
 * @param maxUnpackedBytes largest body taken after decompression, bytes
 * @param longestLine characters of a line that are kept; the rest is cut off
 * @param maxAhead how far a line may be ahead of its Kafka record
 * @param payloadBytes most bytes of a body a dead letter holds
 */
public record LogBodyOptions(
    @Nullable LogFormat format,
    int maxBodyBytes,
    int maxUnpackedBytes,
    int longestLine,
    Duration maxAhead,
    int payloadBytes)
    implements Serializable {

  /** By the settings. */
  public static LogBodyOptions of(Settings settings, @Nullable LogFormat format) {
    return new LogBodyOptions(
        format,
        Math.toIntExact(settings.get(SharedSettings.MAX_BODY_BYTES)),
        Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
        settings.get(KafkaSettings.LONGEST_LOG_LINE),
        settings.get(KafkaSettings.MAX_AHEAD),
        Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD)));
  }

  DecoderLimits decoderLimits() {
    return new DecoderLimits(
        maxUnpackedBytes,
        DecoderLimits.DEFAULT.maxLabels(),
        DecoderLimits.DEFAULT.maxLabelNameBytes(),
        DecoderLimits.DEFAULT.maxLabelValueBytes());
  }
}
