package io.vedette.kafka;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What is taken of the bodies of any topic.
 *
 * @param maxBodyBytes largest Kafka value taken, bytes
 * @param maxUnpackedBytes largest body taken after decompression, bytes
 * @param maxLabels labels of one thing
 * @param maxLabelNameBytes length of a label name, bytes of UTF-8
 * @param maxLabelValueBytes length of a label value, bytes of UTF-8
 * @param maxAhead how far something may be ahead of its Kafka record
 * @param payloadBytes most bytes of a body a dead letter holds
 */
public record BodyLimits(
    int maxBodyBytes,
    int maxUnpackedBytes,
    int maxLabels,
    int maxLabelNameBytes,
    int maxLabelValueBytes,
    Duration maxAhead,
    int payloadBytes)
    implements Serializable {

  /** By the settings. */
  public static BodyLimits of(Settings settings) {
    return new BodyLimits(
        Math.toIntExact(settings.get(SharedSettings.MAX_BODY_BYTES)),
        Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
        settings.get(SharedSettings.MAX_LABELS),
        settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
        settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES),
        settings.get(KafkaSettings.MAX_AHEAD),
        Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD)));
  }

  DecoderLimits decoderLimits() {
    return new DecoderLimits(maxUnpackedBytes, maxLabels, maxLabelNameBytes, maxLabelValueBytes);
  }
}
