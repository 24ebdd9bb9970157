package io.vedette.kafka;

import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.settings.Settings;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How bodies of spans of one topic are read.
 *
 * @param format of a record without a header; null for OTLP in either form
 * @param bodies what is taken of bodies
 * @param maxText characters of a name that are kept
 * @param maxLinks links of a span that are kept
 * @param maxWeight most spans that one may stand for
 */
public record SpanBodyOptions(
    @Nullable SpanFormat format, BodyLimits bodies, int maxText, int maxLinks, double maxWeight)
    implements Serializable {

  /** By the settings. */
  public static SpanBodyOptions of(Settings settings, @Nullable SpanFormat format) {
    return new SpanBodyOptions(
        format,
        BodyLimits.of(settings),
        settings.get(KafkaSettings.SPAN_TEXT),
        settings.get(KafkaSettings.SPAN_LINKS),
        settings.get(KafkaSettings.SPAN_WEIGHT));
  }

  SpanLimits limits() {
    return new SpanLimits(bodies.maxUnpackedBytes(), maxText, maxLinks, maxWeight);
  }
}
