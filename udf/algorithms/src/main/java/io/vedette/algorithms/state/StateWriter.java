package io.vedette.algorithms.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers to bytes, big-endian. Reusable. */
public final class StateWriter {

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private byte[] bytes;
  private int length;

  /** With room for so many bytes; grows. */
  public StateWriter(int expected) {
    bytes = new byte[expected];
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** Begins anew. */
  public void clear() {
    length = 0;
  }

  /** Appends the lowest byte. */
  public void writeByte(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** Appends the lower two bytes. */
  public void writeShort(int value) {
    room(2);
    SHORTS.set(bytes, length, (short) value);
    length += 2;
  }

  /** Appends four bytes. */
  public void writeInt(int value) {
    room(4);
    INTS.set(bytes, length, value);
    length += 4;
  }

  /** Appends eight bytes. */
  public void writeLong(long value) {
    room(8);
    LONGS.set(bytes, length, value);
    length += 8;
  }

  /** Appends four bytes; a NaN keeps its bits. */
  public void writeFloat(float value) {
    writeInt(Float.floatToRawIntBits(value));
  }

  /** Appends eight bytes; a NaN keeps its bits. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Appends the first bytes of an array. */
  public void writeBytes(byte[] more, int count) {
    room(count);
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /** Appends a text: its length in UTF-8 and that. */
  public void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeInt(utf8.length);
    writeBytes(utf8, utf8.length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  /** Bytes written. */
  public int length() {
    return length;
  }

  /** The array that holds what was written, from its beginning; valid until more is written. */
  public byte[] buffer() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
