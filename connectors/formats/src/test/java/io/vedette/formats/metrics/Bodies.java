package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.protobuf.CodedOutputStream;
import io.vedette.schema.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.xerial.snappy.Snappy;

/** Bodies for tests, written field by field so that they can be wrong in every way. */
final class Bodies {

  private Bodies() {}

  /** One of the bodies another implementation made, see golden/ORIGIN.md. */
  static byte[] golden(String name) {
    try (InputStream in = Bodies.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static byte[] snappy(byte[] message) {
    try {
      return Snappy.compress(message);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** A field with a length: text or message. */
  static byte[] field(int number, byte[] content) {
    return write(out -> out.writeByteArray(number, content));
  }

  static byte[] field(int number, String text) {
    return field(number, utf8(text));
  }

  static byte[] varint(int number, long value) {
    return write(out -> out.writeUInt64(number, value));
  }

  static byte[] fixed(int number, double value) {
    return write(out -> out.writeDouble(number, value));
  }

  static byte[] fixed(int number, long value) {
    return write(out -> out.writeFixed64(number, value));
  }

  /** Packed doubles. */
  static byte[] doubles(double... values) {
    ByteBuffer packed =
        ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    packed.asDoubleBuffer().put(values);
    return packed.array();
  }

  /** Field 1 of a 1.0 series. */
  static byte[] label(String name, String value) {
    return label(utf8(name), utf8(value));
  }

  static byte[] label(byte[] name, byte[] value) {
    return field(1, concat(field(1, name), field(2, value)));
  }

  /** Field 2 of a series. */
  static byte[] sample(long timestamp, double value) {
    return field(2, concat(fixed(1, value), varint(2, timestamp)));
  }

  /** Field 1 of a 1.0 body. */
  static byte[] series(byte[]... fields) {
    return field(1, concat(fields));
  }

  /** A body of JSON push with one sample. */
  static String jsonPush(Labels labels, long timestamp, double value) {
    StringBuilder json = new StringBuilder("{\"series\":[{\"labels\":{");
    for (int i = 0; i < labels.size(); i++) {
      json.append(i == 0 ? "" : ",")
          .append(quote(labels.name(i)))
          .append(':')
          .append(quote(labels.value(i)));
    }
    return json.append("},\"samples\":[[")
        .append(timestamp)
        .append(',')
        .append(value)
        .append("]]}]}")
        .toString();
  }

  /** A body of the Kafka adapter, at the epoch. */
  static String kafkaAdapter(Labels labels, double value) {
    StringBuilder json =
        new StringBuilder("{\"timestamp\":\"1970-01-01T00:00:00Z\",\"value\":\"")
            .append(value)
            .append("\",\"name\":")
            .append(quote(labels.metric()))
            .append(",\"labels\":{");
    for (int i = 0; i < labels.size(); i++) {
      json.append(i == 0 ? "" : ",")
          .append(quote(labels.name(i)))
          .append(':')
          .append(quote(labels.value(i)));
    }
    return json.append("}}").toString();
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    JsonStringEncoder.getInstance().quoteAsString(text, quoted);
    return quoted.append('"').toString();
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] write(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.flush();
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }
}
