package io.vedette.files;

import io.vedette.schema.JobMetric;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
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
 * Reads the files one after the other, in the task's own thread. After a restore it reads the file
 * it was in again from its beginning and drops what was emitted before.
 */
final class LogFilesReader implements SourceReader<LogRecord, FilesSplit> {

  private final LogFiles files;
  private final FileLimits limits;
  private final ReplayTally tally;
  private final SplitSignal signal = new SplitSignal();
  private final Counter linesRead;
  private final Counter linesRejected;
  private boolean assigned;
  private int file;
  private long records;
  private @Nullable LogFileReader current;

  LogFilesReader(
      LogFiles files, FileLimits limits, ReplayTally tally, SourceReaderMetricGroup metrics) {
    this.files = files;
    this.limits = limits;
    this.tally = tally;
    this.linesRead = metrics.counter(JobMetric.LINES_READ.id());
    this.linesRejected = metrics.counter(JobMetric.LINES_REJECTED.id());
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<LogRecord> output) throws IOException {
    if (!assigned) {
      return signal.nothingLeft();
    }
    LogRecord record = read();
    if (record == null) {
      return signal.nothingLeft();
    }
    records++;
    if (record instanceof LogLine line) {
      linesRead.inc();
      tally.addLine();
      output.collect(line, line.timestamp());
    } else {
      linesRejected.inc();
      tally.addRejected();
      output.collect(record);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  /** The next record of this file or the next, or null after the last. */
  private @Nullable LogRecord read() throws IOException {
    while (file < files.count()) {
      if (current == null) {
        current = open(file);
        skip(current, records);
      }
      LogRecord record = current.next();
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

  private LogFileReader open(int index) throws IOException {
    Path path = files.path(index);
    InputStream counted = new CountedInput(Files.newInputStream(path), tally);
    return new LogFileReader(files, index, MetricFiles.open(path, counted), limits);
  }

  private static void skip(LogFileReader reader, long records) throws IOException {
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
        throw new UncheckedIOException("cannot close " + files.path(file), failed);
      }
    }
  }
}
