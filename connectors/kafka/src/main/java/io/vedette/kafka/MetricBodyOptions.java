package io.vedette.kafka;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How bodies of one topic are read.
 *
 * @param format of a record without a header; null for OTLP in either form
 * @param maxBodyBytes largest Kafka value taken, bytes
 * @param maxUnpackedBytes largest body taken after decompression, bytes
 * @param maxLabels labels a series, metric name included
 * @param maxLabelNameBytes length of a label name, bytes of UTF-8
 * @param maxLabelValueBytes length of a label value, bytes of UTF-8
 * @param maxAhead how far a sample may be ahead of its Kafka record
 * @param announcementInterval how often labels are sent again
 * @param announcementCacheSize series remembered as announced
 * @param labelCacheSize series recognised by the bytes of their labels
 * @param payloadBytes most bytes of a body a dead letter holds
 */
public record MetricBodyOptions(
    @Nullable MetricFormat format,
    int maxBodyBytes,
    int maxUnpackedBytes,
    int maxLabels,
    int maxLabelNameBytes,
    int maxLabelValueBytes,
    Duration maxAhead,
    Duration announcementInterval,
    int announcementCacheSize,
    int labelCacheSize,
    int payloadBytes)
    implements Serializable {

  /** By the settings. */
  public static MetricBodyOptions of(Settings settings, @Nullable MetricFormat format) {
    return new MetricBodyOptions(
        format,
        Math.toIntExact(settings.get(SharedSettings.MAX_BODY_BYTES)),
        Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
        settings.get(SharedSettings.MAX_LABELS),
        settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
        settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES),
        settings.get(KafkaSettings.MAX_AHEAD),
        settings.get(KafkaSettings.ANNOUNCEMENT_INTERVAL),
        settings.get(KafkaSettings.ANNOUNCEMENT_CACHE_SIZE),
        settings.get(KafkaSettings.LABEL_CACHE_SIZE),
        Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD)));
  }

  DecoderLimits decoderLimits() {
    return new DecoderLimits(maxUnpackedBytes, maxLabels, maxLabelNameBytes, maxLabelValueBytes);
  }
}
