package io.vedette.algorithms.detect;

/** Numbers of what {@link StateWriter} wrote. */
final class StateReader {

  private final byte[] bytes;
  private int position;

  StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  byte readByte() {
    need(1);
    return bytes[position++];
  }

  int readShort() {
    need(2);
    return (bytes[position++] & 0xff) << 8 | (bytes[position++] & 0xff);
  }

  int readInt() {
    int high = readShort();
    return high << 16 | readShort();
  }

  long readLong() {
    long high = readInt();
    return high << 32 | (readInt() & 0xffff_ffffL);
  }

  float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** Checks that nothing is left. */
  void end() {
    if (position != bytes.length) {
      throw new IllegalArgumentException(
          "state of a detector has " + (bytes.length - position) + " bytes too many");
    }
  }

  private void need(int more) {
    if (position + more > bytes.length) {
      throw new IllegalArgumentException(
          "state of a detector ends after " + bytes.length + " bytes, in the middle of a number");
    }
  }
}
