package io.vedette.algorithms.detect;

import java.util.Arrays;

/** Numbers to bytes, big-endian. */
final class StateWriter {

  private byte[] bytes;
  private int length;

  StateWriter(int expected) {
    bytes = new byte[expected];
  }

  void writeByte(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void writeShort(int value) {
    room(2);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  void writeInt(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void writeLong(long value) {
    writeInt((int) (value >>> 32));
    writeInt((int) value);
  }

  void writeFloat(float value) {
    writeInt(Float.floatToRawIntBits(value));
  }

  void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
