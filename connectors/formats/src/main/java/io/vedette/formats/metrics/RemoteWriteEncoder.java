package io.vedette.formats.metrics;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.xerial.snappy.Snappy;

/**
 * Writes remote-write bodies, 1.0 or 2.0, as Prometheus would: labels ascending by name, one series
 * message each time {@link #add} is called, packed as a snappy block.
 *
 * <p>The kind of a series travels as metadata: in 1.0 by metric family, once a body, in 2.0 with
 * the series; nothing is written for {@link MetricKind#UNKNOWN}. Not thread-safe; reusable after
 * {@link #finish}.
 */
public final class RemoteWriteEncoder {

  private static final int V1_SERIES = 1;
  private static final int V1_METADATA = 3;
  private static final int V2_SYMBOLS = 4;
  private static final int V2_SERIES = 5;

  private final boolean version2;
  private final WireWriter body = new WireWriter();
  private final WireWriter series = new WireWriter();
  private final WireWriter part = new WireWriter();
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final Map<String, MetricKind> kinds = new LinkedHashMap<>();

  private RemoteWriteEncoder(boolean version2) {
    this.version2 = version2;
  }

  /** Writes prometheus.WriteRequest. */
  public static RemoteWriteEncoder version1() {
    return new RemoteWriteEncoder(false);
  }

  /** Writes io.prometheus.write.v2.Request. */
  public static RemoteWriteEncoder version2() {
    return new RemoteWriteEncoder(true);
  }

  /** Adds samples of a series of unknown kind. */
  public RemoteWriteEncoder add(Labels labels, long[] timestamps, double[] values) {
    return add(Series.of(labels), timestamps, values);
  }

  /**
   * Adds samples of a series.
   *
   * @param timestamps milliseconds since the epoch
   * @param values as many as timestamps
   */
  public RemoteWriteEncoder add(Series told, long[] timestamps, double[] values) {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          timestamps.length + " timestamps and " + values.length + " values");
    }
    series.clear();
    if (version2) {
      writeLabelReferences(told.labels());
    } else {
      writeLabels(told.labels());
    }
    for (int i = 0; i < timestamps.length; i++) {
      part.clear();
      if (Double.doubleToRawLongBits(values[i]) != 0) {
        part.writeDouble(1, values[i]);
      }
      if (timestamps[i] != 0) {
        part.writeVarint(2, timestamps[i]);
      }
      series.writeMessage(2, part);
    }
    if (told.kind() != MetricKind.UNKNOWN) {
      if (version2) {
        part.clear();
        part.writeVarint(1, typeNumber(told.kind()));
        series.writeMessage(5, part);
      } else {
        kinds.put(told.labels().metric(), told.kind());
      }
    }
    body.writeMessage(version2 ? V2_SERIES : V1_SERIES, series);
    return this;
  }

  /** The body, packed; the encoder is empty again. */
  public byte[] finish() {
    try {
      return Snappy.compress(finishUnpacked());
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  /** The message before it is packed; the encoder is empty again. */
  byte[] finishUnpacked() {
    WireWriter message = new WireWriter();
    if (version2) {
      message.writeText(V2_SYMBOLS, "");
      symbols.keySet().forEach(symbol -> message.writeText(V2_SYMBOLS, symbol));
    }
    message.append(body);
    kinds.forEach(
        (family, kind) -> {
          part.clear();
          part.writeVarint(1, typeNumber(kind));
          part.writeText(2, family);
          message.writeMessage(V1_METADATA, part);
        });
    body.clear();
    symbols.clear();
    kinds.clear();
    return message.toByteArray();
  }

  private void writeLabels(Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      part.clear();
      part.writeText(1, labels.name(i));
      part.writeText(2, labels.value(i));
      series.writeMessage(1, part);
    }
  }

  private void writeLabelReferences(Labels labels) {
    part.clear();
    for (int i = 0; i < labels.size(); i++) {
      part.writeVarint(symbol(labels.name(i)));
      part.writeVarint(symbol(labels.value(i)));
    }
    series.writeMessage(1, part);
  }

  private int symbol(String text) {
    return text.isEmpty() ? 0 : symbols.computeIfAbsent(text, absent -> symbols.size() + 1);
  }

  private static long typeNumber(MetricKind kind) {
    return switch (kind) {
      case UNKNOWN -> PrometheusType.UNKNOWN.number();
      case GAUGE -> PrometheusType.GAUGE.number();
      case COUNTER -> PrometheusType.COUNTER.number();
    };
  }

  /** Appends protobuf fields to an array that grows. */
  private static final class WireWriter {

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
      size = 0;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }

    void writeVarint(int field, long value) {
      writeVarint(WireReader.tag(field, WireReader.VARINT));
      writeVarint(value);
    }

    void writeDouble(int field, double value) {
      writeVarint(WireReader.tag(field, WireReader.FIXED64));
      reserve(Long.BYTES);
      long bits = Double.doubleToRawLongBits(value);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes[size++] = (byte) (bits >>> shift);
      }
    }

    void writeText(int field, String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      writeBytes(field, utf8, utf8.length);
    }

    void writeMessage(int field, WireWriter message) {
      writeBytes(field, message.bytes, message.size);
    }

    void append(WireWriter other) {
      reserve(other.size);
      System.arraycopy(other.bytes, 0, bytes, size, other.size);
      size += other.size;
    }

    void writeVarint(long value) {
      reserve(10);
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    private void writeBytes(int field, byte[] source, int length) {
      writeVarint(WireReader.tag(field, WireReader.LENGTH));
      writeVarint(length);
      reserve(length);
      System.arraycopy(source, 0, bytes, size, length);
      size += length;
    }

    private void reserve(int more) {
      if (bytes.length - size < more) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
      }
    }
  }
}
