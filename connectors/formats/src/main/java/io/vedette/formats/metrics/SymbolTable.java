package io.vedette.formats.metrics;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;

/**
 * The symbols of a remote-write 2.0 body where they lie. Each is hashed and checked once a body,
 * when it is first used in a label: help texts never are.
 */
final class SymbolTable {

  /** More symbols than any sender has use for; bounds what a body of empty symbols costs. */
  static final int MAX_SYMBOLS = 1 << 20;

  private static final byte UNSEEN = 0;
  private static final byte TEXT = 1;
  private static final byte NOT_TEXT = 2;

  private byte[] body = new byte[0];
  private int[] offset = new int[256];
  private int[] length = new int[256];
  private long[] hash = new long[256];
  private byte[] state = new byte[256];
  private int size;

  /** Starts a body. */
  void begin(byte[] body) {
    this.body = body;
    size = 0;
  }

  void add(int at, int bytes) throws UnreadableBodyException {
    if (size == offset.length) {
      grow();
    }
    offset[size] = at;
    length[size] = bytes;
    state[size] = UNSEEN;
    size++;
  }

  int size() {
    return size;
  }

  int offset(int symbol) {
    return offset[symbol];
  }

  int length(int symbol) {
    return length[symbol];
  }

  /** Whether the symbol is well-formed UTF-8. */
  boolean isText(int symbol) {
    look(symbol);
    return state[symbol] == TEXT;
  }

  /** Hash of a symbol that is text. */
  long hash(int symbol) {
    look(symbol);
    return hash[symbol];
  }

  private void look(int symbol) {
    if (state[symbol] == UNSEEN) {
      boolean text = Utf8.isValid(body, offset[symbol], length[symbol]);
      state[symbol] = text ? TEXT : NOT_TEXT;
      hash[symbol] = text ? SeriesHash.of(body, offset[symbol], length[symbol]) : 0;
    }
  }

  private void grow() throws UnreadableBodyException {
    if (size >= MAX_SYMBOLS) {
      throw new UnreadableBodyException(
          DeadLetterReason.TOO_LARGE, "body has more than " + MAX_SYMBOLS + " symbols");
    }
    int larger = 2 * size;
    offset = Arrays.copyOf(offset, larger);
    length = Arrays.copyOf(length, larger);
    hash = Arrays.copyOf(hash, larger);
    state = Arrays.copyOf(state, larger);
  }
}
