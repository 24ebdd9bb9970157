package io.vedette.files;

import io.vedette.formats.metrics.MetricDecoder;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricVisitor;
import io.vedette.formats.metrics.SeriesRef;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetterReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded remote-write requests: each body as it was sent, its length before it.
 *
 * <pre>
 *   [length: 4 bytes, big-endian][body] [length][body] ...
 * </pre>
 *
 * <p>Guarantee: every body gives its samples, in order, and a rejection for all of it that could
 * not be read; the bodies behind it are read all the same. Memory: the largest body, up to its
 * limit, and its samples.
 */
final class RemoteWriteRecordReader implements RecordReader<MetricRecord> {

  private static final int LENGTH_BYTES = 4;
  private static final int BUFFER = 1 << 16;

  private final MetricFile file;
  private final InputStream in;
  private final int maxBodyBytes;
  private final MetricDecoder decoder;
  private final Rejections rejections;
  private final Body body;
  private final Sample sample = new Sample();
  private final BucketSample bucket = new BucketSample();
  private byte[] bytes = new byte[BUFFER];
  private long position;

  /** Takes over the stream. */
  RemoteWriteRecordReader(MetricFile file, InputStream in, FileLimits limits, Announcer announcer) {
    this.file = file;
    this.in = new BufferedInputStream(in, BUFFER);
    this.maxBodyBytes = limits.maxBodyBytes();
    this.rejections = new Rejections(limits.maxPayloadBytes());
    this.body = new Body(announcer);
    MetricFormat format =
        file.layout() == MetricFile.Layout.REMOTE_WRITE_1
            ? MetricFormat.REMOTE_WRITE_1
            : MetricFormat.REMOTE_WRITE_2;
    this.decoder = MetricDecoders.create(format, limits.decoder());
  }

  @Override
  public @Nullable MetricRecord next() throws IOException {
    while (true) {
      if (body.fillNext(sample, bucket)) {
        return bucket.histogram() == BucketSample.NONE ? sample : bucket;
      }
      Rejected rejected = body.nextRejected();
      if (rejected != null) {
        return rejected;
      }
      if (!readBody()) {
        return null;
      }
    }
  }

  /** Reads and decodes one body; false at the end of the file. */
  private boolean readBody() throws IOException {
    int read = in.readNBytes(bytes, 0, LENGTH_BYTES);
    if (read == 0) {
      return false;
    }
    body.clear();
    String origin = file.path() + ":byte " + position;
    long length = lengthOf(bytes);
    if (read < LENGTH_BYTES) {
      body.reject(letter(DeadLetterReason.MALFORMED, "the file breaks off", origin, 1, read));
    } else if (length > maxBodyBytes) {
      String message = "a body of " + length + " bytes; the limit is " + maxBodyBytes;
      body.reject(letter(DeadLetterReason.TOO_LARGE, message, origin, 1, 0));
      in.skipNBytes(Math.min(length, file.bytes() - position - LENGTH_BYTES));
    } else {
      decode((int) length, origin);
    }
    position += LENGTH_BYTES + length;
    return true;
  }

  private void decode(int length, String origin) throws IOException {
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    int read = in.readNBytes(bytes, 0, length);
    if (read < length) {
      String message = "the file breaks off: " + read + " of " + length + " bytes of a body";
      body.reject(letter(DeadLetterReason.MALFORMED, message, origin, 1, read));
      return;
    }
    body.startAt(origin, length);
    try {
      decoder.decode(bytes, 0, length, body);
    } catch (UnreadableBodyException unreadable) {
      String message = String.valueOf(unreadable.getMessage());
      body.reject(letter(unreadable.reason(), message, origin, 1, length));
    }
  }

  private static long lengthOf(byte[] bytes) {
    return (bytes[0] & 0xFFL) << 24
        | (bytes[1] & 0xFFL) << 16
        | (bytes[2] & 0xFFL) << 8
        | (bytes[3] & 0xFFL);
  }

  private Rejected letter(
      DeadLetterReason reason, String message, String origin, int samples, int length) {
    return rejections.reject(reason, message, origin, body.time, samples, bytes, 0, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The samples of one body and what was refused of it, in order. */
  private final class Body implements MetricVisitor {

    private final Announcer announcer;
    private final List<Rejected> rejected = new ArrayList<>();
    private long[] hashes = new long[1024];
    private long[] histograms = new long[1024];
    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private final List<@Nullable Series> announced = new ArrayList<>();
    private int count;
    private int nextSample;
    private int nextRejected;
    private long time;
    private String origin = "";
    private int length;
    private @Nullable SeriesRef series;

    Body(Announcer announcer) {
      this.announcer = announcer;
    }

    void clear() {
      count = 0;
      nextSample = 0;
      nextRejected = 0;
      announced.clear();
      rejected.clear();
      series = null;
    }

    void startAt(String bodyOrigin, int bodyLength) {
      origin = bodyOrigin;
      length = bodyLength;
    }

    boolean fillNext(Sample target, BucketSample withHistogram) {
      if (nextSample == count) {
        return false;
      }
      int i = nextSample++;
      target.set(hashes[i], times[i], values[i], announced.get(i));
      withHistogram.set(histograms[i], target);
      return true;
    }

    @Nullable Rejected nextRejected() {
      return nextRejected == rejected.size() ? null : rejected.get(nextRejected++);
    }

    void reject(Rejected rejection) {
      rejected.add(rejection);
    }

    @Override
    public void series(SeriesRef begun) {
      series = begun;
    }

    @Override
    public void sample(long timestamp, double value) {
      if (series == null) {
        throw new IllegalStateException(origin + ": a sample came before its series");
      }
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
        histograms = Arrays.copyOf(histograms, 2 * count);
        times = Arrays.copyOf(times, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      hashes[count] = series.hash();
      histograms[count] = series.histogram();
      times[count] = timestamp;
      values[count] = value;
      announced.add(announcer.isNew(series.hash()) ? series.toSeries() : null);
      count++;
      time = timestamp;
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int samples) {
      reject(letter(reason, message, origin, samples, length));
    }
  }
}
