package io.vedette.files;

import io.vedette.formats.metrics.DecoderLimits;
import java.io.Serializable;

/**
 * What is taken from a file. A line beyond the limit is refused while the rest of its file is read.
 *
 * @param maxLineBytes length of a line, bytes
 * @param maxNameBytes length of a series' name, bytes of UTF-8
 * @param maxBodyBytes size of a recorded body, packed, bytes
 * @param maxUnpackedBytes size of a recorded body, unpacked, bytes
 * @param maxLabels labels a series of a recorded body
 * @param maxLabelNameBytes length of a label name of a recorded body, bytes of UTF-8
 * @param maxPayloadBytes how much of a refused line goes into its dead letter, bytes
 */
public record FileLimits(
    int maxLineBytes,
    int maxNameBytes,
    int maxBodyBytes,
    int maxUnpackedBytes,
    int maxLabels,
    int maxLabelNameBytes,
    int maxPayloadBytes)
    implements Serializable {

  /** The defaults, which are also those of the settings. */
  public static final FileLimits DEFAULT =
      new FileLimits(1 << 20, 2048, 4 << 20, 32 << 20, 64, 1024, 1024);

  /** Checks the ranges. */
  public FileLimits {
    if (maxLineBytes < 1
        || maxLineBytes > 1 << 30
        || maxNameBytes < 1
        || maxBodyBytes < 1
        || maxPayloadBytes < 0) {
      throw new IllegalArgumentException(
          "file limits must be 1 or more, a line at most 1 GiB: line bytes "
              + maxLineBytes
              + ", name bytes "
              + maxNameBytes
              + ", body bytes "
              + maxBodyBytes
              + ", payload bytes "
              + maxPayloadBytes);
    }
  }

  /** The part that concerns decoders. */
  DecoderLimits decoder() {
    return new DecoderLimits(maxUnpackedBytes, maxLabels, maxLabelNameBytes, maxNameBytes);
  }
}
