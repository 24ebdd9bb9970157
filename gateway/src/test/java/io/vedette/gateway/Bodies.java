package io.vedette.gateway;

import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.schema.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Bodies to send. */
final class Bodies {

  static final long NOON = 1_700_000_000_000L;

  private Bodies() {}

  /** Remote write 1.0 with one series of so many samples. */
  static byte[] remoteWrite1(int samples) {
    return encoded(RemoteWriteEncoder.version1(), samples);
  }

  /** Remote write 2.0 with one series of so many samples. */
  static byte[] remoteWrite2(int samples) {
    return encoded(RemoteWriteEncoder.version2(), samples);
  }

  private static byte[] encoded(RemoteWriteEncoder encoder, int samples) {
    long[] times = new long[samples];
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = NOON + i * 1_000L;
      values[i] = i;
    }
    return encoder.add(Labels.of("__name__", "up", "job", "cart"), times, values).finish();
  }

  /** Remote write 1.0 with a good series and one with a label that is too long. */
  static byte[] remoteWritePartlyRefused() {
    return RemoteWriteEncoder.version1()
        .add(Labels.of("__name__", "up"), new long[] {NOON}, new double[] {1})
        .add(
            Labels.of("__name__", "up", "long", "x".repeat(5_000)),
            new long[] {NOON, NOON + 1},
            new double[] {1, 2})
        .finish();
  }

  /** Remote write 1.0 with nothing but a series that has a label that is too long. */
  static byte[] remoteWriteAllRefused() {
    return RemoteWriteEncoder.version1()
        .add(
            Labels.of("__name__", "up", "long", "x".repeat(5_000)),
            new long[] {NOON},
            new double[] {1})
        .finish();
  }

  /** Remote write with one sample that bears a number. */
  static byte[] numbered(int number, boolean version2) {
    RemoteWriteEncoder encoder =
        version2 ? RemoteWriteEncoder.version2() : RemoteWriteEncoder.version1();
    return encoder
        .add(Labels.of("__name__", "up", "job", "cart"), new long[] {NOON}, new double[] {number})
        .finish();
  }

  /** JSON push with one sample. */
  static byte[] json(double value) {
    return utf8(
        "{\"series\":[{\"labels\":{\"__name__\":\"x\",\"service\":\"cart\"},\"samples\":[["
            + NOON
            + ","
            + value
            + "]]}]}");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return packed.toByteArray();
  }
}
