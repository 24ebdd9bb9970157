package io.vedette.formats.logs;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.metrics.WireReader;
import java.nio.charset.StandardCharsets;

/**
 * OTLP logs as protobuf: ExportLogsServiceRequest or LogsData, which are the same bytes (logs.proto
 * of opentelemetry-proto 1.x). The message is walked and never built; the resource, which may stand
 * behind its records, is looked up in a first walk.
 */
final class OtlpLogsProtoDecoder implements LogDecoder {

  private static final int RESOURCE_LOGS = WireReader.tag(1, WireReader.LENGTH);
  private static final int RESOURCE = WireReader.tag(1, WireReader.LENGTH);
  private static final int SCOPE_LOGS = WireReader.tag(2, WireReader.LENGTH);
  private static final int ATTRIBUTES = WireReader.tag(1, WireReader.LENGTH);
  private static final int RECORDS = WireReader.tag(2, WireReader.LENGTH);
  private static final int KEY = WireReader.tag(1, WireReader.LENGTH);
  private static final int VALUE = WireReader.tag(2, WireReader.LENGTH);
  private static final int TIME = WireReader.tag(1, WireReader.FIXED64);
  private static final int SEVERITY_NUMBER = WireReader.tag(2, WireReader.VARINT);
  private static final int SEVERITY_TEXT = WireReader.tag(3, WireReader.LENGTH);
  private static final int BODY = WireReader.tag(5, WireReader.LENGTH);
  private static final int OBSERVED_TIME = WireReader.tag(11, WireReader.FIXED64);
  private static final int STRING = WireReader.tag(1, WireReader.LENGTH);
  private static final int BOOL = WireReader.tag(2, WireReader.VARINT);
  private static final int INT = WireReader.tag(3, WireReader.VARINT);
  private static final int DOUBLE = WireReader.tag(4, WireReader.FIXED64);
  private static final int PAIRS = WireReader.tag(6, WireReader.LENGTH);
  private static final int DEEPEST = 8;

  /** Reads the fields of a message. */
  private interface Field {
    void read(int tag) throws UnreadableBodyException;
  }

  private final DecoderLimits limits;
  private final WireReader wire = new WireReader();
  private final ServiceLabels labels = new ServiceLabels();
  private byte[] bytes = new byte[0];

  private String key = "";
  private String value = "";
  private long time;
  private long observed;
  private long severity;
  private String severityText = "";

  OtlpLogsProtoDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    bytes = body;
    wire.reset(body, offset, offset + length);
    fields(
        tag -> {
          if (tag == RESOURCE_LOGS) {
            int outer = wire.enter(endOfMessage());
            int first = wire.position();
            labels.clear();
            fields(this::readResource);
            wire.moveTo(first);
            fields(inner -> readScope(inner, visitor));
            wire.leave(outer);
          } else {
            wire.skip(tag);
          }
        });
  }

  private void fields(Field field) throws UnreadableBodyException {
    while (wire.hasMore()) {
      field.read(wire.readTag());
    }
  }

  private void message(Field field) throws UnreadableBodyException {
    int outer = wire.enter(endOfMessage());
    fields(field);
    wire.leave(outer);
  }

  private int endOfMessage() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.position() + length;
  }

  private void readResource(int tag) throws UnreadableBodyException {
    if (tag == RESOURCE) {
      message(
          attribute -> {
            if (attribute == ATTRIBUTES) {
              readPair(0);
              labels.take(key, value);
            } else {
              wire.skip(attribute);
            }
          });
    } else {
      wire.skip(tag);
    }
  }

  private void readPair(int depth) throws UnreadableBodyException {
    String[] pair = {"", ""};
    message(
        part -> {
          if (part == KEY) {
            pair[0] = readString();
          } else if (part == VALUE) {
            pair[1] = readValue(depth);
          } else {
            wire.skip(part);
          }
        });
    key = pair[0];
    value = pair[1];
  }

  private void readScope(int tag, LogVisitor visitor) throws UnreadableBodyException {
    if (tag == SCOPE_LOGS) {
      message(
          part -> {
            if (part == RECORDS) {
              readRecord(visitor);
            } else {
              wire.skip(part);
            }
          });
    } else {
      wire.skip(tag);
    }
  }

  private void readRecord(LogVisitor visitor) throws UnreadableBodyException {
    time = 0;
    observed = 0;
    severity = 0;
    severityText = "";
    String[] body = {""};
    message(
        part -> {
          if (part == BODY) {
            body[0] = readValue(0);
          } else {
            readPlain(part);
          }
        });
    long nanos = time > 0 ? time : observed;
    visitor.line(
        labels.service(),
        nanos > 0 ? LogTimes.ofNanos(nanos) : LogTimes.UNKNOWN,
        OtlpSeverity.level(severity, severityText),
        body[0]);
  }

  private void readPlain(int part) throws UnreadableBodyException {
    if (part == TIME) {
      time = wire.readFixed64();
    } else if (part == OBSERVED_TIME) {
      observed = wire.readFixed64();
    } else if (part == SEVERITY_NUMBER) {
      severity = wire.readVarint();
    } else if (part == SEVERITY_TEXT) {
      severityText = readString();
    } else {
      wire.skip(part);
    }
  }

  /** An AnyValue as text: a plain value as it is; of a structure its message, else its pairs. */
  private String readValue(int depth) throws UnreadableBodyException {
    StringBuilder text = new StringBuilder();
    message(
        kind -> {
          if (kind == STRING) {
            text.append(readString());
          } else if (kind == BOOL) {
            text.append(wire.readVarint() != 0);
          } else if (kind == INT) {
            text.append(wire.readVarint());
          } else if (kind == DOUBLE) {
            text.append(wire.readDouble());
          } else if (kind == PAIRS && depth < DEEPEST) {
            text.append(readPairs(depth + 1));
          } else {
            wire.skip(kind);
          }
        });
    return text.toString();
  }

  private String readPairs(int depth) throws UnreadableBodyException {
    StringBuilder pairs = new StringBuilder();
    String[] message = {""};
    message(
        part -> {
          if (part == WireReader.tag(1, WireReader.LENGTH)) {
            readPair(depth);
            if (key.equals("message") || key.equals("msg")) {
              message[0] = value;
            }
            pairs.append(pairs.isEmpty() ? "" : " ").append(key).append('=').append(value);
          } else {
            wire.skip(part);
          }
        });
    return message[0].isEmpty() ? pairs.toString() : message[0];
  }

  private String readString() throws UnreadableBodyException {
    int length = wire.readLength();
    String text = new String(bytes, wire.position(), length, StandardCharsets.UTF_8);
    wire.moveTo(wire.position() + length);
    return text;
  }
}
