package io.vedette.algorithms.logs;

import java.util.StringJoiner;

/**
 * The tokens of a line with its parameters masked. Written over by the next line; no allocation.
 *
 * <p>Two lines with the same tokens have the same {@link #hash()}; with 100,000 different ones the
 * chance that any two share one is 3 in 10^10.
 */
final class MaskedLine {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  final char[] text;
  int tokens;
  private final int[] ends;
  private final long[] hashes;
  private long hash;

  MaskedLine(int length, int tokens) {
    this.text = new char[length];
    this.ends = new int[tokens + 1];
    this.hashes = new long[tokens];
  }

  void clear() {
    tokens = 0;
  }

  int start(int token) {
    return ends[token];
  }

  int end(int token) {
    return ends[token + 1];
  }

  /** Length of the text so far. */
  int length() {
    return ends[tokens];
  }

  /** Says that the last token now ends here. */
  void endLast(int end) {
    ends[tokens] = end;
  }

  /** Says that another token ends here. */
  void endToken(int end) {
    ends[++tokens] = end;
  }

  boolean endsWithParameter(int token) {
    return text[ends[token + 1] - 1] == Chars.PARAMETER;
  }

  boolean isParameter(int token) {
    return ends[token + 1] - ends[token] == 1 && text[ends[token]] == Chars.PARAMETER;
  }

  /** Computes the hashes of the tokens, FNV-1a with a finaliser, and of them all. */
  void seal() {
    long all = tokens;
    for (int token = 0; token < tokens; token++) {
      long h = FNV_OFFSET;
      for (int i = ends[token]; i < ends[token + 1]; i++) {
        h = (h ^ text[i]) * FNV_PRIME;
      }
      hashes[token] = mix(h);
      all = mix(all * 31 + hashes[token]);
    }
    hash = all;
  }

  long hash(int token) {
    return hashes[token];
  }

  long hash() {
    return hash;
  }

  String token(int token) {
    return new String(text, ends[token], ends[token + 1] - ends[token]);
  }

  /** The hash that {@link #seal} gives a token of this text. */
  static long hashOf(String token) {
    long h = FNV_OFFSET;
    for (int i = 0; i < token.length(); i++) {
      h = (h ^ token.charAt(i)) * FNV_PRIME;
    }
    return mix(h);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** For a person: tokens divided by a blank. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(" ");
    for (int token = 0; token < tokens; token++) {
      joined.add(token(token));
    }
    return joined.toString().replace(String.valueOf(Chars.PARAMETER), "<*>");
  }
}
