package io.vedette.files;

import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files one after the other, in the task's own thread: local disks answer faster than a
 * hand-over between threads would.
 *
 * <p>After a restore it reads the file it was in again from its beginning and drops what was
 * emitted before: that costs one more reading of a file, and keeps no state but two numbers.
 */
final class MetricFilesReader implements SourceReader<MetricRecord, FilesSplit> {

  private final List<MetricFile> files;
  private final FileLimits limits;
  private final ReplayTally tally;
  private final Announcer announcer = new Announcer();
  private final SplitSignal signal = new SplitSignal();
  private final Counter samplesRead;
  private final Counter samplesRejected;
  private final Counter seriesAnnounced;
  private boolean assigned;
  private int file;
  private long records;
  private @Nullable RecordReader current;

  MetricFilesReader(
      List<MetricFile> files,
      FileLimits limits,
      ReplayTally tally,
      SourceReaderMetricGroup metrics) {
    this.files = files;
    this.limits = limits;
    this.tally = tally;
    this.samplesRead = metrics.counter(JobMetric.SAMPLES_READ.id());
    this.samplesRejected = metrics.counter(JobMetric.SAMPLES_REJECTED.id());
    this.seriesAnnounced = metrics.counter(JobMetric.SERIES_ANNOUNCED.id());
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<MetricRecord> output) throws IOException {
    if (!assigned) {
      return signal.nothingLeft();
    }
    MetricRecord record = read();
    if (record == null) {
      return signal.nothingLeft();
    }
    records++;
    emit(record, output);
    return InputStatus.MORE_AVAILABLE;
  }

  private void emit(MetricRecord record, ReaderOutput<MetricRecord> output) {
    Sample sample = MetricRecord.sampleIn(record);
    if (sample != null) {
      samplesRead.inc();
      if (sample.series() != null) {
        seriesAnnounced.inc();
        tally.addSeries();
      }
      output.collect(record, sample.timestamp());
    } else {
      samplesRejected.inc(((Rejected) record).letter().getCount());
      tally.addRejected();
      output.collect(record);
    }
  }

  /** The next record of this file or the next, or null after the last. */
  private @Nullable MetricRecord read() throws IOException {
    while (file < files.size()) {
      if (current == null) {
        current = open(files.get(file));
        skip(current, records);
      }
      MetricRecord record = current.next();
      if (record != null) {
        return record;
      }
      current.close();
      current = null;
      records = 0;
      file++;
    }
    return null;
  }

  private RecordReader open(MetricFile metrics) throws IOException {
    Path path = Path.of(metrics.path());
    InputStream counted = new CountedInput(Files.newInputStream(path), tally);
    return metrics.layout().isCsv()
        ? new CsvRecordReader(metrics, MetricFiles.open(path, counted), limits, announcer)
        : new RemoteWriteRecordReader(metrics, counted, limits, announcer);
  }

  private static void skip(RecordReader reader, long records) throws IOException {
    for (long i = 0; i < records; i++) {
      if (reader.next() == null) {
        throw new IOException("the file has become shorter since the checkpoint");
      }
    }
  }

  @Override
  public List<FilesSplit> snapshotState(long checkpoint) {
    return assigned ? List.of(new FilesSplit(file, records)) : List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return signal.available();
  }

  @Override
  public void addSplits(List<FilesSplit> splits) {
    for (FilesSplit split : splits) {
      file = split.file();
      records = split.records();
      assigned = true;
    }
    signal.splitAdded();
  }

  @Override
  public void notifyNoMoreSplits() {
    signal.noMoreSplits();
  }

  @Override
  public void close() {
    if (current != null) {
      try {
        current.close();
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot close " + files.get(file).path(), failed);
      }
    }
  }
}
