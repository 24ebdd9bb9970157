package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip bodies without trusting them. */
public final class Gzip {

  private Gzip() {}

  /**
   * The unpacked body.
   *
   * <p>Memory grows with what was really unpacked and never beyond about twice {@code maxBytes}.
   *
   * @throws UnreadableBodyException TOO_LARGE beyond {@code maxBytes}, MALFORMED when it is no
   *     whole gzip
   */
  public static byte[] unpack(byte[] body, int offset, int length, int maxBytes)
      throws UnreadableBodyException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(body, offset, length), 8192)) {
      byte[] unpacked = new byte[(int) Math.min(maxBytes, Math.max(1024, 4L * length))];
      int size = 0;
      while (true) {
        if (size == unpacked.length) {
          int oneMore = in.read();
          if (oneMore < 0) {
            return unpacked;
          }
          if (size >= maxBytes) {
            throw new UnreadableBodyException(
                DeadLetterReason.TOO_LARGE,
                "gzip body of " + length + " bytes unpacks to more than " + maxBytes + " bytes");
          }
          unpacked = Arrays.copyOf(unpacked, (int) Math.min(maxBytes, 2L * size));
          unpacked[size++] = (byte) oneMore;
        }
        int read = in.read(unpacked, size, unpacked.length - size);
        if (read < 0) {
          return Arrays.copyOf(unpacked, size);
        }
        size += read;
      }
    } catch (IOException notGzip) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED,
          "body of " + length + " bytes is not gzip: " + notGzip.getMessage(),
          notGzip);
    }
  }
}
