package io.vedette.algorithms.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers of what {@link StateWriter} wrote. Reusable. */
public final class StateReader {

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private byte[] bytes = {};
  private int length;
  private int position;

  /** Of nothing. */
  public StateReader() {}

  /** Of all of these bytes. */
  public StateReader(byte[] bytes) {
    begin(bytes, bytes.length);
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** Begins anew with the first bytes of an array. */
  public void begin(byte[] stored, int count) {
    bytes = stored;
    length = count;
    position = 0;
  }

  /** Next byte. */
  public byte readByte() {
    return bytes[next(1)];
  }

  /** Next two bytes, 0 to 65,535. */
  public int readShort() {
    return (short) SHORTS.get(bytes, next(2)) & 0xffff;
  }

  /** Next four bytes. */
  public int readInt() {
    return (int) INTS.get(bytes, next(4));
  }

  /** Next eight bytes. */
  public long readLong() {
    return (long) LONGS.get(bytes, next(8));
  }

  /** Next four bytes. */
  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  /** Next eight bytes. */
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** Fills the beginning of an array. */
  public void readBytes(byte[] into, int count) {
    System.arraycopy(bytes, next(count), into, 0, count);
  }

  /** Next text. */
  public String readText() {
    int size = readInt();
    if (size < 0) {
      throw new IllegalArgumentException("stored state has a text of " + size + " bytes");
    }
    return new String(bytes, next(size), size, StandardCharsets.UTF_8);
  }

  /** Checks that nothing is left. */
  public void end() {
    if (position != length) {
      throw new IllegalArgumentException(
          "stored state has " + (length - position) + " bytes too many");
    }
  }

  private int next(int count) {
    int from = position;
    if (count > length - from) {
      throw new IllegalArgumentException(
          "stored state ends after " + length + " bytes, in the middle of a number");
    }
    position = from + count;
    return from;
  }
}
