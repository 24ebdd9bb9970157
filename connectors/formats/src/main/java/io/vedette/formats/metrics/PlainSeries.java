package io.vedette.formats.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A series message of remote write 1.0 in the shape senders write it: all labels, then one sample
 * or more, each a value (left out when it is 0) and a time, and nothing else.
 *
 * <p>Only a shape: what the bytes of the labels say is not looked at. A message of any other shape,
 * right or wrong, is for the decoder that reads field by field.
 */
final class PlainSeries {

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LABEL = WireReader.tag(1, WireReader.LENGTH);
  private static final int SAMPLE = WireReader.tag(2, WireReader.LENGTH);
  private static final int VALUE = WireReader.tag(1, WireReader.FIXED64);
  private static final int TIMESTAMP = WireReader.tag(2, WireReader.VARINT);

  /** Tag, length, tag and one byte of time. */
  private static final int SHORTEST_SAMPLE = 4;

  /** Bytes of a time that is not negative. */
  private static final int LONGEST_TIMESTAMP = 9;

  private byte[] body = new byte[0];
  private int start;
  private int labelsEnd;
  private int end;

  /** Takes the message in {@code start} to {@code end - 1}; false when it has another shape. */
  boolean read(byte[] body, int start, int end) {
    this.body = body;
    this.start = start;
    this.end = end;
    int at = start;
    while (at < end && body[at] == LABEL) {
      at = endOfLabel(at);
    }
    labelsEnd = at;
    if (at >= end) {
      return false;
    }
    while (at < end) {
      int next = endOfSample(at);
      if (next < 0) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** End of the label at a place; the message's end or beyond when it is not well-formed. */
  private int endOfLabel(int at) {
    if (at + 2 >= end) {
      return end;
    }
    int length = body[at + 1];
    if (length >= 0) {
      return at + 2 + length;
    }
    int next = body[at + 2];
    // two bytes of length hold 16 KiB; what is longer is beyond any limit on labels
    return next < 0 ? end : at + 3 + ((length & 0x7F) | next << 7);
  }

  /** End of the sample at a place; negative when it is none. */
  private int endOfSample(int at) {
    if (end - at < SHORTEST_SAMPLE || body[at] != SAMPLE) {
      return -1;
    }
    int time = timestampAt(at);
    int next = at + 2 + body[at + 1];
    if (next > end || next <= time || next > time + LONGEST_TIMESTAMP) {
      return -1;
    }
    if (body[time - 1] != TIMESTAMP) {
      return -1;
    }
    for (int i = time; i < next - 1; i++) {
      if (body[i] >= 0) {
        return -1;
      }
    }
    return body[next - 1] >= 0 ? next : -1;
  }

  /** Where the varint of a sample's time begins; a value of 0 is left out by some senders. */
  private int timestampAt(int sample) {
    return body[sample + 2] == VALUE ? sample + 4 + Double.BYTES : sample + 3;
  }

  /** First byte of the labels. */
  int start() {
    return start;
  }

  /** First byte behind the labels. */
  int labelsEnd() {
    return labelsEnd;
  }

  /** Tells the visitor every sample. */
  void passSamples(MetricVisitor visitor) {
    int at = labelsEnd;
    while (at < end) {
      int time = timestampAt(at);
      double value = 0;
      if (body[at + 2] == VALUE) {
        value = Double.longBitsToDouble((long) LITTLE_ENDIAN_LONG.get(body, at + 3));
      }
      int next = at + 2 + body[at + 1];
      long timestamp = 0;
      for (int i = next - 1; i >= time; i--) {
        timestamp = timestamp << 7 | (body[i] & 0x7F);
      }
      visitor.sample(timestamp, value);
      at = next;
    }
  }
}
