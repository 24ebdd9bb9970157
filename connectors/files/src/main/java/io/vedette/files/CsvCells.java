package io.vedette.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one line, by RFC 4180 but for two things: a line break ends the line even inside
 * quotes, and blanks round a cell without quotes are not part of it. Holds places, not copies.
 */
final class CsvCells {

  private byte[] line = new byte[0];
  private int[] from = new int[16];
  private int[] to = new int[16];
  private boolean[] doubledQuotes = new boolean[16];
  private int count;

  /** Splits a line; false when a quote is not closed, or something follows a closed one. */
  boolean split(byte[] text, int start, int end) {
    line = text;
    count = 0;
    int at = start;
    while (true) {
      int first = skipBlanks(at, end);
      int comma = first < end && line[first] == '"' ? quoted(first + 1, end) : plain(first, end);
      if (comma < 0) {
        return false;
      }
      if (comma == end) {
        return true;
      }
      at = comma + 1;
    }
  }

  /** Number of cells. */
  int count() {
    return count;
  }

  /** Where a cell begins in the line's array. */
  int from(int cell) {
    return from[cell];
  }

  /** Where a cell ends in the line's array. */
  int to(int cell) {
    return to[cell];
  }

  /** Whether a cell has doubled quotes, so that its bytes are not its text. */
  boolean hasDoubledQuotes(int cell) {
    return doubledQuotes[cell];
  }

  /** A cell as text. */
  String text(int cell) {
    String raw = new String(line, from[cell], to[cell] - from[cell], StandardCharsets.UTF_8);
    return doubledQuotes[cell] ? raw.replace("\"\"", "\"") : raw;
  }

  /** All cells as text. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  /** Takes the cell up to the next comma, which it returns, or the end. */
  private int plain(int first, int end) {
    int comma = first;
    while (comma < end && line[comma] != ',') {
      comma++;
    }
    int last = comma;
    while (last > first && isBlank(line[last - 1])) {
      last--;
    }
    add(first, last, false);
    return comma;
  }

  /** Takes the cell up to its closing quote; the comma behind it, the end, or -1. */
  private int quoted(int first, int end) {
    boolean doubled = false;
    int quote = first;
    while (true) {
      while (quote < end && line[quote] != '"') {
        quote++;
      }
      if (quote == end) {
        return -1;
      }
      if (quote + 1 < end && line[quote + 1] == '"') {
        doubled = true;
        quote += 2;
        continue;
      }
      break;
    }
    add(first, quote, doubled);
    int comma = skipBlanks(quote + 1, end);
    return comma == end || line[comma] == ',' ? comma : -1;
  }

  private void add(int first, int last, boolean doubled) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      doubledQuotes = Arrays.copyOf(doubledQuotes, 2 * count);
    }
    from[count] = first;
    to[count] = last;
    doubledQuotes[count] = doubled;
    count++;
  }

  private int skipBlanks(int at, int end) {
    int next = at;
    while (next < end && isBlank(line[next])) {
      next++;
    }
    return next;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
