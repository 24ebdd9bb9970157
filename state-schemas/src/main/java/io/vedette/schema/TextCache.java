package io.vedette.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that come again and again, such as names of services, decoded once and shared.
 *
 * <p>Guarantee: {@link #text} gives what {@code new String(bytes, from, length, UTF_8)} would. A
 * table of fixed size, one text a slot, the last one stays; so memory is bounded by {@code slots *
 * MAX_LENGTH} bytes and a text costs a hash and a comparison of its bytes. Not thread-safe.
 */
public final class TextCache {

  /** Longer texts are not kept. */
  public static final int MAX_LENGTH = 256;

  private static final int FNV_BASIS = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final int mask;
  private final byte[][] keys;
  private final String[] texts;

  /**
   * With room for some texts.
   *
   * @param slots a power of two
   */
  public TextCache(int slots) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("slots must be a power of two, is " + slots);
    }
    mask = slots - 1;
    keys = new byte[slots][];
    texts = new String[slots];
    Arrays.fill(texts, "");
  }

  /** The text of bytes in UTF-8. */
  public String text(byte[] bytes, int from, int length) {
    if (length == 0) {
      return "";
    }
    if (length > MAX_LENGTH) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = FNV_BASIS;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    int slot = (hash ^ hash >>> 15) & mask;
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
      keys[slot] = Arrays.copyOfRange(bytes, from, from + length);
      texts[slot] = new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    return texts[slot];
  }
}
