package io.vedette.files;

import io.vedette.schema.JobMetric;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** Reads files of logs. */
final class LogFilesReader extends FilesReader<LogRecord> {

  private final LogFiles files;
  private final FileLimits limits;
  private final ReplayTally tally;
  private final Counter linesRead;
  private final Counter linesRejected;

  LogFilesReader(
      LogFiles files, FileLimits limits, ReplayTally tally, SourceReaderMetricGroup metrics) {
    super(files.paths());
    this.files = files;
    this.limits = limits;
    this.tally = tally;
    this.linesRead = metrics.counter(JobMetric.LINES_READ.id());
    this.linesRejected = metrics.counter(JobMetric.LINES_REJECTED.id());
  }

  @Override
  RecordReader<LogRecord> open(int file) throws IOException {
    Path path = files.path(file);
    InputStream counted = new CountedInput(Files.newInputStream(path), tally);
    return new LogFileReader(files, file, MetricFiles.open(path, counted), limits);
  }

  @Override
  void emit(LogRecord record, long number, ReaderOutput<LogRecord> output) {
    if (record instanceof LogLine line) {
      linesRead.inc();
      tally.addLine();
      output.collect(line, line.timestamp());
    } else {
      linesRejected.inc();
      tally.addRejected();
      output.collect(record);
    }
  }
}
