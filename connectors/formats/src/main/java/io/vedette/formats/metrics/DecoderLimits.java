package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;

/**
 * What a decoder takes. A series beyond a limit on labels is refused with its samples while the
 * rest of its body is read; a body that unpacks beyond the size limit is refused whole, before it
 * is unpacked.
 *
 * @param maxUnpackedBytes size of a body after decompression, bytes
 * @param maxLabels labels a series, metric name included
 * @param maxLabelNameBytes length of a label name, bytes of UTF-8
 * @param maxLabelValueBytes length of a label value, bytes of UTF-8
 */
public record DecoderLimits(
    int maxUnpackedBytes, int maxLabels, int maxLabelNameBytes, int maxLabelValueBytes) {

  /** The defaults, which are also those of the settings. */
  public static final DecoderLimits DEFAULT = new DecoderLimits(32 << 20, 64, 1024, 2048);

  /** Checks the ranges. */
  public DecoderLimits {
    if (maxUnpackedBytes < 1 || maxLabels < 1 || maxLabelNameBytes < 1 || maxLabelValueBytes < 1) {
      throw new IllegalArgumentException(
          "decoder limits must be 1 or more: unpacked bytes "
              + maxUnpackedBytes
              + ", labels "
              + maxLabels
              + ", label name bytes "
              + maxLabelNameBytes
              + ", label value bytes "
              + maxLabelValueBytes);
    }
  }

  /** Refuses a body that is not packed and beyond the size limit. */
  public void checkSize(int length) throws UnreadableBodyException {
    if (length > maxUnpackedBytes) {
      throw new UnreadableBodyException(
          DeadLetterReason.TOO_LARGE,
          "body has " + length + " bytes, the limit is " + maxUnpackedBytes);
    }
  }
}
