package io.vedette.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a file as slices of one buffer, numbered from 1. A byte order mark and empty lines are
 * skipped; LF and CRLF both end a line, and so does the end of the file.
 *
 * <p>Memory: the longest line, up to the limit.
 */
final class LineReader implements Closeable {

  private static final int FIRST_BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int filled;
  private int next;
  private boolean ended;
  private long number;
  private int start;
  private int end;
  private boolean complete;
  private boolean tooLong;

  /** Takes over the stream. */
  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    while (findLine()) {
      number++;
      if (number == 1) {
        skipByteOrderMark();
      }
      tooLong = end - start > maxLineBytes;
      if (tooLong) {
        end = start + maxLineBytes;
        if (!complete) {
          skipRestOfLine();
        }
      } else if (end > start && buffer[end - 1] == '\r') {
        end--;
      }
      if (end > start) {
        return true;
      }
    }
    return false;
  }

  /** The array the line lies in; valid until the next call of {@link #next()}. */
  byte[] bytes() {
    return buffer;
  }

  /** Gives up on what is left: {@link #next()} is false from now on. */
  void endHere() {
    ended = true;
    next = 0;
    filled = 0;
  }

  /** Where the line begins. */
  int start() {
    return start;
  }

  /** Where the line ends. */
  int end() {
    return end;
  }

  /** Number of the line. */
  long number() {
    return number;
  }

  /** Whether the line is longer than the limit; only its beginning is there. */
  boolean isTooLong() {
    return tooLong;
  }

  /**
   * Finds a line, or so much of one that it is beyond the limit; whether there is one. {@link
   * #complete} tells which.
   */
  private boolean findLine() throws IOException {
    int scan = next;
    while (true) {
      for (; scan < filled; scan++) {
        if (buffer[scan] == '\n') {
          return found(scan, scan + 1, true);
        }
      }
      if (ended) {
        return next < filled && found(filled, filled, true);
      }
      if (filled - next > maxLineBytes + BYTE_ORDER_MARK.length) {
        return found(filled, filled, false);
      }
      scan -= fill();
    }
  }

  private boolean found(int lineEnd, int following, boolean whole) {
    start = next;
    end = lineEnd;
    next = following;
    complete = whole;
    return true;
  }

  /** Reads more behind what is there; by how many bytes that moved to the front. */
  private int fill() throws IOException {
    int moved = next;
    if (moved > 0) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      filled -= next;
      next = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
    return moved;
  }

  private void skipByteOrderMark() {
    if (end - start >= 3 && Arrays.equals(buffer, start, start + 3, BYTE_ORDER_MARK, 0, 3)) {
      start += 3;
    }
  }

  /** Drops what follows up to the line feed; the beginning of the line stays where it is. */
  private void skipRestOfLine() throws IOException {
    int keep = end;
    if (buffer.length - keep < FIRST_BUFFER) {
      buffer = Arrays.copyOf(buffer, keep + FIRST_BUFFER);
    }
    while (true) {
      int read = in.read(buffer, keep, buffer.length - keep);
      if (read < 0) {
        ended = true;
        next = keep;
        filled = keep;
        return;
      }
      for (int i = keep; i < keep + read; i++) {
        if (buffer[i] == '\n') {
          next = i + 1;
          filled = keep + read;
          return;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
