package io.vedette.formats.traces;

import io.vedette.formats.metrics.DecoderLimits;

/**
 * What a decoder of spans takes. Texts beyond their limit are cut, not refused: a span with a long
 * name is still a call.
 *
 * @param maxUnpackedBytes size of a body after decompression, bytes
 * @param maxText characters of a service, instance, operation or peer
 * @param maxLinks links of a span that are kept
 * @param maxWeight most spans that one may stand for; a larger weight is taken as this one
 */
public record SpanLimits(int maxUnpackedBytes, int maxText, int maxLinks, double maxWeight) {

  /** The defaults, which are also those of the settings. */
  public static final SpanLimits DEFAULT =
      new SpanLimits(DecoderLimits.DEFAULT.maxUnpackedBytes(), 200, 16, 1e6);

  /** Checks the ranges. */
  public SpanLimits {
    if (maxUnpackedBytes < 1
        || maxText < 1
        || maxLinks < 0
        || maxLinks > 127
        || !(maxWeight >= 1)) {
      throw new IllegalArgumentException(
          "limits of spans must be 1 or more, links from 0 to 127: unpacked bytes "
              + maxUnpackedBytes
              + ", text "
              + maxText
              + ", links "
              + maxLinks
              + ", weight "
              + maxWeight);
    }
  }

  DecoderLimits bodies() {
    DecoderLimits others = DecoderLimits.DEFAULT;
    return new DecoderLimits(
        maxUnpackedBytes,
        others.maxLabels(),
        others.maxLabelNameBytes(),
        others.maxLabelValueBytes());
  }
}
