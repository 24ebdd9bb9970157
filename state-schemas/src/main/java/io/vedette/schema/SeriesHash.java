package io.vedette.schema;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The identity of a label set: 64 bits, the same for every wire format.
 *
 * <p>Each name and each value is hashed by itself (XXH3, 64 bits, over its UTF-8 bytes) and the
 * hashes are folded in order of name. A decoder can so hash labels where they lie, without making
 * strings, and a format with a symbol table hashes each symbol once a body.
 *
 * <pre>{@code
 * long hash = SeriesHash.EMPTY;
 * for each label, ascending by name:
 *   hash = SeriesHash.fold(hash, SeriesHash.of(name), SeriesHash.of(value));
 * }</pre>
 *
 * <p>With a million series the chance that any two share a hash is 3 in 10^8.
 */
public final class SeriesHash {

  /** The hash of no labels. */
  public static final long EMPTY = 0x9E3779B97F4A7C15L;

  private SeriesHash() {}

  /** Hash of the UTF-8 bytes of one label name or value. */
  public static long of(byte[] utf8, int offset, int length) {
    return Hashing.xxh3_64().hashBytesToLong(utf8, offset, length);
  }

  /** Hash of one label name or value. Allocates; meant for the slow path. */
  public static long of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(utf8, 0, utf8.length);
  }

  /** Adds one label to the hash of those before it. */
  public static long fold(long hash, long name, long value) {
    return mix(mix(hash ^ name) + value);
  }

  /** The hash as written in results: 16 hexadecimal digits. */
  public static String toHex(long hash) {
    StringBuilder hex = new StringBuilder(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      hex.append(Character.forDigit((int) (hash >>> shift) & 0xF, 16));
    }
    return hex.toString();
  }

  /**
   * The hash that {@link #toHex} wrote.
   *
   * @throws IllegalArgumentException when it is not 16 hexadecimal digits
   */
  public static long ofHex(String hex) {
    if (hex.length() != 16 || !hex.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
      throw new IllegalArgumentException("'" + hex + "' is not 16 hexadecimal digits");
    }
    return Long.parseUnsignedLong(hex, 16);
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves every bit.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
