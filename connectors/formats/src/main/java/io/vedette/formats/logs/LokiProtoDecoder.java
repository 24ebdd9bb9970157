package io.vedette.formats.logs;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.SnappyBlock;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.metrics.WireReader;
import io.vedette.schema.LogLevel;
import java.nio.charset.StandardCharsets;

/**
 * Loki push as protobuf: a snappy block of logproto.PushRequest. Labels come as text, {@code
 * {app="cart", level="error"}}, and may stand behind the entries: a stream is walked twice.
 */
final class LokiProtoDecoder implements LogDecoder {

  private static final int STREAM = WireReader.tag(1, WireReader.LENGTH);
  private static final int LABELS = WireReader.tag(1, WireReader.LENGTH);
  private static final int ENTRY = WireReader.tag(2, WireReader.LENGTH);
  private static final int TIMESTAMP = WireReader.tag(1, WireReader.LENGTH);
  private static final int LINE = WireReader.tag(2, WireReader.LENGTH);
  private static final int SECONDS = WireReader.tag(1, WireReader.VARINT);
  private static final int NANOS = WireReader.tag(2, WireReader.VARINT);

  private final SnappyBlock snappy;
  private final WireReader wire = new WireReader();
  private final ServiceLabels labels = new ServiceLabels();
  private byte[] bytes = new byte[0];

  LokiProtoDecoder(DecoderLimits limits) {
    snappy = new SnappyBlock(limits.maxUnpackedBytes());
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    int size = snappy.unpack(body, offset, length);
    bytes = snappy.buffer();
    wire.reset(bytes, 0, size);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == STREAM) {
        int outer = wire.enter(endOfMessage());
        int first = wire.position();
        readLabels();
        wire.moveTo(first);
        readEntries(visitor);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  private int endOfMessage() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.position() + length;
  }

  private void readLabels() throws UnreadableBodyException {
    labels.clear();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == LABELS) {
        parse(readString());
      } else {
        wire.skip(tag);
      }
    }
  }

  private void readEntries(LogVisitor visitor) throws UnreadableBodyException {
    LogLevel level = LogObject.level(labels.level());
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == ENTRY) {
        int outer = wire.enter(endOfMessage());
        readEntry(level, visitor);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  private void readEntry(LogLevel level, LogVisitor visitor) throws UnreadableBodyException {
    long time = LogTimes.UNKNOWN;
    String line = "";
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == TIMESTAMP) {
        int outer = wire.enter(endOfMessage());
        time = readTimestamp();
        wire.leave(outer);
      } else if (tag == LINE) {
        line = readString();
      } else {
        wire.skip(tag);
      }
    }
    visitor.line(labels.service(), time, level, line);
  }

  private long readTimestamp() throws UnreadableBodyException {
    long seconds = 0;
    long nanos = 0;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == SECONDS) {
        seconds = wire.readVarint();
      } else if (tag == NANOS) {
        nanos = wire.readVarint();
      } else {
        wire.skip(tag);
      }
    }
    return seconds * 1000 + nanos / 1_000_000;
  }

  private String readString() throws UnreadableBodyException {
    int length = wire.readLength();
    String text = new String(bytes, wire.position(), length, StandardCharsets.UTF_8);
    wire.moveTo(wire.position() + length);
    return text;
  }

  /** Takes what can be read of {@code {name="value", ...}}; a label cut off is left out. */
  private void parse(String text) {
    int at = 0;
    while (true) {
      int equals = text.indexOf('=', at);
      int open = equals < 0 ? -1 : text.indexOf('"', equals);
      if (open < 0) {
        return;
      }
      StringBuilder value = new StringBuilder();
      int i = open + 1;
      for (; i < text.length() && text.charAt(i) != '"'; i++) {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) {
          i++;
        }
        value.append(text.charAt(i));
      }
      String name = text.substring(at, equals);
      labels.take(name.replace("{", "").replace(",", "").strip(), value.toString());
      at = i + 1;
    }
  }
}
