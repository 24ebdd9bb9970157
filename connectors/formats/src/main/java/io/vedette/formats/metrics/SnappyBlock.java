package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/**
 * Unpacks snappy blocks into a buffer that is kept.
 *
 * <p>A block says its unpacked size first. It is checked before anything is made for it: against
 * the limit here, and by snappy-java against what so many bytes can hold at all.
 */
public final class SnappyBlock {

  /** A buffer beyond this is made for one body only. */
  private static final int KEPT_BYTES = 4 << 20;

  private final int maxUnpackedBytes;
  private byte[] kept = new byte[64 << 10];
  private byte[] buffer = kept;

  /** With the size beyond which no block is unpacked. */
  public SnappyBlock(int maxUnpackedBytes) {
    this.maxUnpackedBytes = maxUnpackedBytes;
  }

  /** Unpacks a block to the start of {@link #buffer()} and gives its unpacked length. */
  public int unpack(byte[] body, int offset, int length) throws UnreadableBodyException {
    buffer = bufferOf(size(body, offset, length));
    try {
      return Snappy.uncompress(body, offset, length, buffer, 0);
    } catch (IOException notSnappy) {
      throw notASnappyBlock(length, notSnappy);
    }
  }

  /** Where the body unpacked last lies; longer than the body. */
  public byte[] buffer() {
    return buffer;
  }

  private int size(byte[] body, int offset, int length) throws UnreadableBodyException {
    int size;
    try {
      size = Snappy.uncompressedLength(body, offset, length);
    } catch (IOException notSnappy) {
      throw notASnappyBlock(length, notSnappy);
    }
    if (size < 0 || size > maxUnpackedBytes) {
      throw new UnreadableBodyException(
          DeadLetterReason.TOO_LARGE,
          "body unpacks to "
              + Integer.toUnsignedString(size)
              + " bytes, the limit is "
              + maxUnpackedBytes);
    }
    return size;
  }

  private byte[] bufferOf(int size) {
    if (size <= kept.length) {
      return kept;
    }
    byte[] buffer = new byte[Math.max(size, Math.min(KEPT_BYTES, 2 * kept.length))];
    if (buffer.length <= KEPT_BYTES) {
      kept = buffer;
    }
    return buffer;
  }

  private static UnreadableBodyException notASnappyBlock(int length, IOException cause) {
    return new UnreadableBodyException(
        DeadLetterReason.MALFORMED,
        "body of " + length + " bytes is not a snappy block: " + cause.getMessage(),
        cause);
  }
}
