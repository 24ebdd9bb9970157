package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks protobuf messages over an array: tags, varints, lengths and fixed numbers, each checked
 * against the end of the message it stands in.
 *
 * <p>CodedInputStream does the same but cannot go back, and the fields of a message may stand in
 * any order: labels are wanted before samples, so a message is walked twice. It would also cost an
 * object a body. Groups, which no format here has, are refused.
 *
 * <p>Every method that reads throws {@link UnreadableBodyException} (MALFORMED) with the byte at
 * which it stopped.
 */
public final class WireReader {

  /** A varint: int32, int64, uint32, uint64, bool, enum. */
  public static final int VARINT = 0;

  /** Eight bytes: double, fixed64. */
  public static final int FIXED64 = 1;

  /** A length and that many bytes: string, bytes, message, packed numbers. */
  public static final int LENGTH = 2;

  /** Four bytes: float, fixed32. */
  public static final int FIXED32 = 5;

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  /** The tag of a field, as it stands on the wire. */
  public static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  /** Starts on the bytes {@code from} to {@code to - 1}. */
  public void reset(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
  }

  /** Whether anything is left of the message. */
  public boolean hasMore() {
    return position < limit;
  }

  /** The next byte to read. */
  public int position() {
    return position;
  }

  /** Bytes up to the end of the message. */
  public int remaining() {
    return limit - position;
  }

  /** Enters a message that ends at {@code end}; gives the limit to hand to {@link #leave}. */
  public int enter(int end) {
    int outer = limit;
    limit = end;
    return outer;
  }

  /** Leaves a message for the one around it. */
  public void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /** Goes on at a byte. */
  public void moveTo(int position) {
    this.position = position;
  }

  /** The tag of the next field. */
  public int readTag() throws UnreadableBodyException {
    int at = position;
    long tag = readVarint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw malformed("a field with number " + (tag >>> 3), at);
    }
    return (int) tag;
  }

  /** A number of variable length. */
  public long readVarint() throws UnreadableBodyException {
    int at = position;
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= limit) {
        throw malformed("a number is cut off", at);
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 10 bytes", at);
  }

  /** A number of eight bytes. */
  public long readFixed64() throws UnreadableBodyException {
    if (limit - position < Long.BYTES) {
      throw malformed("a number of 8 bytes is cut off", position);
    }
    long value = (long) LITTLE_ENDIAN_LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** A double. */
  public double readDouble() throws UnreadableBodyException {
    return Double.longBitsToDouble(readFixed64());
  }

  /** The length of what follows, which lies whole within the message. */
  public int readLength() throws UnreadableBodyException {
    int at = position;
    long length = readVarint();
    if (length < 0 || length > limit - position) {
      throw malformed(
          Long.toUnsignedString(length)
              + " bytes are announced where "
              + (limit - position)
              + " are left",
          at);
    }
    return (int) length;
  }

  /** Skips a field by its length. */
  public void skipLength() throws UnreadableBodyException {
    int length = readLength();
    position += length;
  }

  /** Skips the field whose tag was read last. */
  public void skip(int tag) throws UnreadableBodyException {
    switch (tag & 7) {
      case VARINT -> readVarint();
      case FIXED64 -> readFixed64();
      case LENGTH -> skipLength();
      case FIXED32 -> {
        if (limit - position < Integer.BYTES) {
          throw malformed("a number of 4 bytes is cut off", position);
        }
        position += Integer.BYTES;
      }
      default -> throw malformed("field " + (tag >>> 3) + " has wire type " + (tag & 7), position);
    }
  }

  /** The number that a varint of type sint32 or sint64 stands for. */
  static long zigZag(long encoded) {
    return encoded >>> 1 ^ -(encoded & 1);
  }

  static UnreadableBodyException malformed(String what, int at) {
    return new UnreadableBodyException(DeadLetterReason.MALFORMED, what + " at byte " + at);
  }
}
